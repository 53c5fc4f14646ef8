import type { EmbeddedCloud } from '../connections/embedded.ts'
import { refuse } from '../fault.ts'

/** Temporary credentials, in the SDK's words. */
export interface Keys {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken: string
}

/** The SDK asks again before each call: how long keys are good hangs on the account's clock, which can be wound. */
const askAgain = { expiration: new Date(0) }

/** The keys of somebody who has signed in, made when first needed and again when they have run out; they never leave the BFF. */
export class PrincipalCredentials {
  readonly #cloud: EmbeddedCloud
  readonly #make: () => Promise<Keys | undefined>
  #present: Promise<Keys | undefined> | undefined
  #revoked = false

  constructor(cloud: EmbeddedCloud, make: () => Promise<Keys | undefined>) {
    this.#cloud = cloud
    this.#make = make
  }

  /** For the SDK. Throws the refusal once there is no such user any more. */
  readonly provide = async (): Promise<Keys & { readonly expiration: Date }> => {
    const present = await this.#present
    if (present && this.#cloud.signIn.isValid(present)) return { ...present, ...askAgain }
    const making = this.#revoked ? Promise.resolve(undefined) : this.#make()
    this.#present = making
    const keys = await making
    if (!keys) throw signInRequired()
    return { ...keys, ...askAgain }
  }

  async revoke(): Promise<void> {
    this.#revoked = true
    const present = await this.#present?.catch(() => undefined)
    if (present) this.#cloud.signIn.revoke(present)
  }
}

export const signInRequired = () =>
  refuse(401, 'SignInRequired', 'Sign in to this account first.', { hint: 'sign-in' })
