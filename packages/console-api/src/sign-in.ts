/**
 * Signing in to an account of the embedded cloud as one of its IAM users. `POST /api/sign-in` with `SignIn` → `SignedIn`, and a new
 * session cookie: the one from before is worth nothing afterwards. Wrong: 403 `WrongCredentials`, whatever of it was wrong; after
 * too many 429 `TooManyAttempts`. Which connection somebody is signed in to stands in the bootstrap (`Connection.access`).
 */
export type SignIn =
  | {
      readonly kind: 'user'
      /** 12 digits or the account's alias. */
      readonly account: string
      readonly user: string
      readonly password: string
    }
  /** The account's root user, by the one-time code that the terminal prints. */
  | { readonly kind: 'root'; readonly account: string; readonly code: string }

export interface SignedIn {
  /** Id of the connection to the account. */
  readonly connection: string
}

/** `POST /api/<connection>/password` answers 204. The only thing that a user may do whose password has to be changed. */
export interface ChangePassword {
  readonly oldPassword: string
  readonly newPassword: string
}

/** `POST /api/<connection>/role` → `SignedIn`: acts as a role from now on; `DELETE` goes back. */
export interface SwitchRole {
  /** 12 digits or an alias. */
  readonly account: string
  readonly role: string
  readonly displayName?: string | undefined
  readonly colour?: RoleColour | undefined
}

export const roleColours = ['red', 'orange', 'green', 'blue', 'purple'] as const
export type RoleColour = (typeof roleColours)[number]

/** As whom a session acts in an account of the embedded cloud. */
export interface Identity {
  readonly kind: 'root' | 'user' | 'role'
  /** `root`, the user's name, `role/session`. */
  readonly name: string
  readonly arn: string
  readonly account: string
  readonly alias?: string | undefined
  /** Of a role: how it is shown, and whose it was before. */
  readonly role?:
    | {
        readonly displayName: string
        readonly colour?: RoleColour | undefined
        readonly from: string
        /** Id of the connection that one goes back to. */
        readonly back: string
      }
    | undefined
}

/** Whether calls of an account are checked by policies: not; told what would be refused; refused. */
export const iamModes = ['off', 'explain', 'enforce'] as const
export type IamMode = (typeof iamModes)[number]

/** What a session has of an account of the embedded cloud. */
export interface Access {
  /** 12 digits. */
  readonly account: string
  readonly mode: IamMode
  /** Absent: one has to sign in first. */
  readonly identity?: Identity | undefined
  readonly mustChangePassword?: boolean | undefined
  /** Whether the identity came by signing in, so that one can sign out. */
  readonly signedIn: boolean
}
