import type { Access } from '@brume/console-api'
import { useBootstrap, useConnection, useOperation } from '../api/index.ts'
import { notify } from '../components/index.ts'
import { useT } from '../i18n/index.ts'

/** The loud line on top: whether what one does here is on the embedded cloud or on a real account. */
export function ConnectionStripe() {
  const t = useT()
  const connection = useConnection()
  const { awsEndpointUrl } = useBootstrap()
  const identity = useOperation('sts', 'GetCallerIdentity', connection.locked ? undefined : {}, {
    staleMs: Infinity,
  })
  const embedded = connection.kind === 'embedded'
  const { access } = connection
  return (
    <div
      className="brume-frame"
      data-kind={connection.kind}
      role="region"
      aria-label={t('shell.connection')}
    >
      <b>{embedded ? t('shell.embedded') : t('shell.aws')}</b>
      {embedded ? null : <strong>{connection.name}</strong>}
      {identity.data?.Account ? <span>{identity.data.Account}</span> : null}
      {access && <WhoAmI access={access} />}
      <span>{embedded ? t('shell.embeddedText') : t('shell.awsText')}</span>
      {connection.readOnly ? <b>{t('shell.readOnly')}</b> : null}
      <span className="brume-grow" />
      {embedded && awsEndpointUrl !== undefined ? <EndpointButton url={awsEndpointUrl} /> : null}
    </div>
  )
}

/** As whom one acts, where that matters; a role that was switched to in its colour. */
function WhoAmI({ access }: { readonly access: Access }) {
  const { identity, mode, signedIn, account } = access
  if (!identity || (mode === 'off' && !signedIn)) return null
  const { role } = identity
  return (
    <span className="brume-identity" {...(role && { 'data-role-colour': role.colour ?? 'blue' })}>
      {role?.displayName ?? `${identity.name} @ ${identity.alias ?? account}`}
    </span>
  )
}

/** The address for the AWS CLI, copied at a click. */
function EndpointButton(props: { readonly url: string }) {
  const t = useT()
  return (
    <button
      type="button"
      className="brume-plain"
      aria-label={t('shell.copyEndpoint', { url: props.url })}
      onClick={() => {
        void navigator.clipboard
          .writeText(props.url)
          .then(() => notify({ type: 'success', header: t('common.copied') }))
      }}
    >
      {t('shell.endpoint')} <code>{props.url}</code>
    </button>
  )
}
