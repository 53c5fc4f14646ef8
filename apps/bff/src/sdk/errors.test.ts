import { describe, expect, test } from 'vitest'
import { refuse } from '../fault.ts'
import { isUnexpected, toApiError } from './errors.ts'

const aws = (name: string, httpStatusCode: number, message = 'as AWS says') =>
  Object.assign(new Error(message), { name, $metadata: { httpStatusCode, requestId: 'r-1' } })

describe('refusals of AWS', () => {
  test.each([
    ['InvalidInstanceID.NotFound', 400, undefined],
    ['DryRunOperation', 412, undefined],
    ['UnauthorizedOperation', 403, 'not-authorized'],
    ['AccessDeniedException', 400, 'not-authorized'],
    ['OptInRequired', 401, undefined],
    ['AuthFailure', 401, 'credentials-missing'],
    ['ExpiredToken', 403, 'credentials-expired'],
    ['RequestExpired', 400, 'credentials-expired'],
    ['RequestLimitExceeded', 503, 'throttled'],
    ['ThrottlingException', 400, 'throttled'],
    ['UnsupportedOperation', 501, 'not-supported'],
    ['UnsupportedOperation', 400, undefined],
    ['InternalError', 500, 'try-again'],
  ])('%s (%i) passes in AWS’s words, with the hint %s', (code, status, hint) => {
    const error = aws(code, status)
    expect(toApiError(error)).toEqual({
      code,
      message: 'as AWS says',
      status,
      requestId: 'r-1',
      hint,
    })
    expect(isUnexpected(error)).toBe(false)
  })
})

describe('what never reached AWS', () => {
  const system = (code: string) =>
    Object.assign(new Error(`connect ${code} 10.1.2.3:443 secret.internal`), { code })

  test.each([
    [system('ECONNREFUSED'), 'EndpointUnreachable', 502],
    [system('ENOTFOUND'), 'EndpointUnreachable', 502],
    [system('CERT_HAS_EXPIRED'), 'EndpointUnreachable', 502],
    [system('ETIMEDOUT'), 'Timeout', 504],
    [Object.assign(new Error('10.1.2.3'), { name: 'TimeoutError' }), 'Timeout', 504],
    [
      Object.assign(new Error('/home/me/.aws/sso/cache/1.json'), { name: 'TokenProviderError' }),
      'CredentialsUnavailable',
      502,
    ],
  ])('%s is told by its kind alone', (error, code, status) => {
    const told = toApiError(error)
    expect(told).toMatchObject({ code, status })
    expect(JSON.stringify(told)).not.toMatch(/10\.1\.2\.3|secret|home/)
  })

  test.each([
    new TypeError('undefined at /srv/brume/app.ts'),
    Object.assign(new SyntaxError('<html> from proxy.internal'), {
      $metadata: { httpStatusCode: 200 },
    }),
    'a string with AKIAIOSFODNN7EXAMPLE',
    undefined,
  ])('a fault of ours says nothing: %s', (error) => {
    expect(toApiError(error)).toEqual({
      code: 'Internal',
      message: 'The console failed at this. Its log has the cause.',
      status: 500,
    })
    expect(isUnexpected(error)).toBe(true)
  })

  test('our own refusals pass as they are', () => {
    const error = refuse(403, 'ReadOnlyConnection', 'no', { hint: 'read-only' })
    expect(toApiError(error)).toBe(error.error)
  })
})
