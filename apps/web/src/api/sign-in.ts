import {
  routes,
  type ChangePassword,
  type SignedIn,
  type SignIn,
  type SwitchRole,
} from '@brume/console-api'
import { request } from './http.ts'

/** Signs in to an account of the embedded cloud. Throws `ApiFailure`. */
export const signIn = (wish: SignIn): Promise<SignedIn> => request('POST', routes.signIn, wish)

export const signOut = (): Promise<void> => request('POST', routes.signOut)

export const changePassword = (connection: string, wish: ChangePassword): Promise<void> =>
  request('POST', routes.password(connection), wish)

export const switchRole = (connection: string, wish: SwitchRole): Promise<SignedIn> =>
  request('POST', routes.role(connection), wish)

export const leaveRole = (connection: string): Promise<SignedIn> =>
  request('DELETE', routes.role(connection))

/** Opens a connection as whoever the session is there now: nothing of the page before may be carried over. */
export function openAs(connection: string): void {
  const [, present = '', region = ''] = location.pathname.split('/')
  if (present === connection) location.reload()
  else location.assign(`/${connection}${region && `/${region}`}`)
}
