import type { ApiError, ErrorHint } from '@brume/console-api'
import { describeDenial } from './denial-text.ts'
import type { PlainKey, Translate } from '../i18n/index.ts'

const hints = {
  'sign-in-again': 'errors.signInAgain',
  'enter-code': 'errors.enterCode',
  'sign-in': 'errors.signIn',
  'credentials-expired': 'errors.credentialsExpired',
  'credentials-missing': 'errors.credentialsMissing',
  'not-authorized': 'errors.notAuthorized',
  'endpoint-unreachable': 'errors.endpointUnreachable',
  throttled: 'errors.throttled',
  'read-only': 'errors.readOnly',
  'not-supported': 'errors.notSupported',
  'bad-request': 'errors.badRequest',
  'try-again': 'errors.tryAgain',
} as const satisfies Record<ErrorHint, PlainKey>

/** Errors whose remedy is their own: ours, and those that terminals meet. */
const remedies: Readonly<Record<string, PlainKey>> = {
  ServerUnreachable: 'errors.serverUnreachable',
  InstanceUnreachable: 'errors.instanceUnreachable',
  LoginRefused: 'errors.loginRefused',
  TargetNotConnected: 'errors.targetNotConnected',
  SerialConsoleAccessDisabledException: 'errors.serialDisabled',
  SerialConsoleSessionLimitExceededException: 'errors.serialLimit',
  EC2InstanceStateInvalidException: 'errors.connectState',
  EC2InstanceNotFoundException: 'errors.connectNotFound',
  EC2InstanceTypeInvalidException: 'errors.connectType',
  EC2InstanceUnavailableException: 'errors.connectUnavailable',
  AuthException: 'errors.notAuthorized',
  TooManyTerminals: 'errors.tooManyTerminals',
}

/** What a person can do about an error, in their language; `undefined` when AWS's own message says it all. */
export function describeHint(error: ApiError, t: Translate): string | undefined {
  if (error.denial) return describeDenial(error.denial, t)
  const key = remedies[error.code] ?? (error.hint && hints[error.hint])
  return key && t(key)
}

/** An error in one or two sentences, for a flash or a row. */
export function describeError(error: ApiError, t: Translate): string {
  if (error.denial) return describeDenial(error.denial, t)
  const said = t('errors.said', { code: error.code, message: error.message })
  const hint = describeHint(error, t)
  return hint === undefined ? said : `${hint} ${said}`
}
