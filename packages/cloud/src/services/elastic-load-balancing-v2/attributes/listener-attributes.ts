import type { ListenerRecord } from '../listeners/listener.ts'
import { flag, number, text, type AttributeRules } from './attribute.ts'

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_ListenerAttribute.html */
const headerName = (name: string): AttributeRules => ({
  [`routing.http.request.${name}.header_name`]: text('', /^[A-Za-z0-9_-]{0,40}$/),
})
const headerValue = (name: string): AttributeRules => ({
  [`routing.http.response.${name}.header_value`]: text('', /^[\x20-\x7e]{0,1024}$/),
})

/** What the service adds to answers, in the order in which AWS tells it. */
export const responseHeaders = [
  'strict_transport_security',
  'access_control_allow_origin',
  'access_control_allow_methods',
  'access_control_allow_headers',
  'access_control_allow_credentials',
  'access_control_expose_headers',
  'access_control_max_age',
  'content_security_policy',
  'x_content_type_options',
  'x_frame_options',
] as const

const merged = (parts: readonly AttributeRules[]): AttributeRules => Object.assign({}, ...parts)

const http: AttributeRules = {
  'routing.http.response.server.enabled': flag(true),
  ...merged(responseHeaders.map(headerValue)),
}
const https: AttributeRules = {
  ...http,
  ...merged(
    [
      'x_amzn_mtls_clientcert_serial_number',
      'x_amzn_mtls_clientcert_issuer',
      'x_amzn_mtls_clientcert_subject',
      'x_amzn_mtls_clientcert_validity',
      'x_amzn_mtls_clientcert_leaf',
      'x_amzn_mtls_clientcert',
      'x_amzn_tls_version',
      'x_amzn_tls_cipher_suite',
    ].map(headerName),
  ),
}
const tcp: AttributeRules = { 'tcp.idle_timeout.seconds': number(350, 60, 6000) }

/** What a listener can be told, by its protocol. */
export function listenerAttributeRules({
  protocol,
}: Pick<ListenerRecord, 'protocol'>): AttributeRules {
  if (protocol === 'HTTP') return http
  if (protocol === 'HTTPS') return https
  // TLS connections are timed out after 350 seconds, whatever is asked.
  return protocol === 'TCP' ? tcp : {}
}

/** What holds: as it was set, else AWS's default. */
export function listenerAttribute(listener: ListenerRecord, key: string): string {
  return listener.attributes[key] ?? listenerAttributeRules(listener)[key]?.usual ?? ''
}
