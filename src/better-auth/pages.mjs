const STYLE = `body { max-width: 24rem; margin: 12vh auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif }
label { display: block; margin-bottom: 0.75rem }
input { display: block; box-sizing: border-box; width: 100% }
input, button { min-height: 2.75rem; padding: 0.4rem 0.8rem; font: inherit }`;

/** The pages that the OAuth flows lead a browser to. A program reads what it needs in their query alone. */
const PAGES = {
  "/sign-in": page(
    "Sign in",
    `<label>E-mail <input name="email" type="email" required></label>
<label>Password <input name="password" type="password" required></label>
<button>Sign in</button>`,
    `send("/api/auth/sign-in/email", { email: form.email.value, password: form.password.value, oauth_query });`,
  ),
  "/consent": page(
    "Allow access",
    `<p><strong id="client_id"></strong> asks for <strong id="scope"></strong></p>
<button value="allow">Allow</button> <button value="deny">Deny</button>`,
    `send("/api/auth/oauth2/consent", { accept: event.submitter.value === "allow", oauth_query });`,
  ),
};

/** Answers a request for one of the pages; returns false for any other. */
export function oauthPage(request, response) {
  const html = PAGES[request.url.replace(/\?.*/s, "")];
  if (!html || request.method !== "GET") return false;
  response
    .writeHead(200, {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy":
        "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'",
      "referrer-policy": "no-referrer",
    })
    .end(html);
  return true;
}

function page(title, fields, submit) {
  return `<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>${title}</title>
<style>${STYLE}</style>
<h1>${title}</h1>
<form>
${fields}
</form>
<p id="answer" role="status"></p>
<script>
const form = document.forms[0];
const oauth_query = location.search.slice(1);
for (const name of ["client_id", "scope"]) {
  const place = document.getElementById(name);
  if (place) place.textContent = new URLSearchParams(oauth_query).get(name);
}
form.addEventListener("submit", (event) => {
  event.preventDefault();
  ${submit}
});
async function send(path, body) {
  const response = await fetch(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const answer = await response.json();
  if (answer.url) location.assign(answer.url);
  else document.getElementById("answer").textContent = answer.message ?? answer.error_description ?? "Done";
}
</script>
</html>
`;
}
