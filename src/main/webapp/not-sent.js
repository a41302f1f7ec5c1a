/** The credential cannot be had, so no call was made. */
export class NotSent extends Error {}

/** The user has not allowed a client these scopes yet. */
export class ConsentNeeded extends NotSent {
  constructor(scopes) {
    super("The partner app calls for you, so it asks for your consent at Better Auth first. Then it makes the call.");
    this.scopes = scopes;
  }
}
