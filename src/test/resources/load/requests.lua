-- Sends the lines of a file in turn, each as the value of one header, from a line on.
local header, lines, next_line = nil, {}, 0

function init(args)
  header = args[1]
  if args[2] then
    for line in io.lines(args[2]) do lines[#lines + 1] = line end
    next_line = tonumber(args[3])
  end
end

function request()
  if #lines == 0 then return wrk.format() end
  next_line = next_line % #lines + 1
  return wrk.format(nil, nil, { [header] = lines[next_line] })
end
