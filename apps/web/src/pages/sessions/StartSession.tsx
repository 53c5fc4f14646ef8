import { useNavigate } from 'react-router'
import { useFeed, useManagedNodes, useScope, useScopedPath } from '../../api/index.ts'
import { openTerminal } from '../../api/terminals.ts'
import { useT } from '../../i18n/index.ts'
import { nameOf } from '../../lib/tags.ts'
import { FieldsDialog } from '../../resources/FieldsDialog.tsx'

/** Picks an instance whose agent answers, and opens a terminal on it. */
export function StartSession(props: { readonly onClose: () => void }) {
  const t = useT()
  const scope = useScope()
  const navigate = useNavigate()
  const toPath = useScopedPath()
  const { items } = useFeed('instances')
  const { data = [] } = useManagedNodes()
  const options = data.flatMap(({ InstanceId: id, PingStatus, PlatformName, ComputerName }) => {
    if (id === undefined || PingStatus !== 'Online') return []
    const instance = items.get(id)
    const name = instance ? nameOf(instance) : ''
    const description = [PlatformName, ComputerName].filter(Boolean).join(' · ')
    return [{ value: id, label: name === '' ? id : `${name} (${id})`, description }]
  })
  return (
    <FieldsDialog
      title={t('sessions.create')}
      submitText={t('sessions.create')}
      savedText={t('sessions.startedNow')}
      fields={[
        {
          id: 'instance',
          label: t('sessions.target'),
          kind: 'choice',
          options,
          description: t('sessions.targetText'),
          none: t('sessions.noTarget'),
        },
        {
          id: 'reason',
          label: t('sessions.reason'),
          optional: true,
          description: t('sessions.reasonText'),
          problem: (value) => (value.length > 256 ? t('sessions.reasonLong') : undefined),
        },
      ]}
      run={async (_call, { instance = '', reason = '' }) => {
        const { id } = await openTerminal(scope, {
          kind: 'session-manager',
          instanceId: instance,
          ...(reason === '' ? {} : { reason }),
          cols: 120,
          rows: 30,
        })
        await navigate(toPath(`/terminals?id=${id}`))
      }}
      onClose={props.onClose}
    />
  )
}
