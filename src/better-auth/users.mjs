const PASSWORD = "demo-password-1";

const USERS = [
  {
    name: "Ada Lovelace",
    email: "ada@example.com",
    role: "user",
    softwareBackground: "Advanced",
    hardwareBackground: "Microcontrollers",
    interestArea: "Robotics",
  },
  {
    name: "Grace Hopper",
    email: "grace@example.com",
    role: "admin",
    softwareBackground: "Intermediate",
    hardwareBackground: "Mainframes",
    interestArea: "Compilers",
  },
  { name: "Lin Example", email: "lin@example.com", role: "user,editor" },
];

/** The demo's users as its page offers them. Never serve this where a password is worth anything. */
export const demoUsers = JSON.stringify(
  USERS.map(({ name, email, role }) => ({ name, email, roles: role.replaceAll(",", ", "), password: PASSWORD })),
);

/** Signs up the demo's users; those that exist already stay as they are. */
export async function seedUsers(auth) {
  const { internalAdapter } = await auth.$context;
  for (const { role, ...fields } of USERS) {
    if (await internalAdapter.findUserByEmail(fields.email)) continue;
    const { user } = await auth.api.signUpEmail({ body: { ...fields, password: PASSWORD } });
    await internalAdapter.updateUser(user.id, { role });
  }
}
