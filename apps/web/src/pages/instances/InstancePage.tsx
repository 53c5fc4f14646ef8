import Button from '@cloudscape-design/components/button'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Spinner from '@cloudscape-design/components/spinner'
import { useMemo } from 'react'
import { useNavigate, useParams } from 'react-router'
import { useScope, useScopedPath } from '../../api/index.ts'
import {
  ActionsMenu,
  EmptyState,
  ErrorState,
  useHasPage,
  usePageTitle,
} from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { nameOf } from '../../lib/tags.ts'
import { findRefusal } from './actions/refusals.ts'
import { useInstanceActions } from './actions/use-instance-actions.tsx'
import { idOf, type InstanceRow } from './instance.ts'
import InstanceTabs from './InstanceTabs.tsx'
import { SpotNotice } from './SpotNotice.tsx'
import { Summary } from './tabs/Summary.tsx'
import { useInstances } from './use-instances.ts'

/** One instance: what it is now, and all that can be done to it. */
export default function InstancePage() {
  const t = useT()
  const navigate = useNavigate()
  const toPath = useScopedPath()
  const { instanceId = '', tab } = useParams()
  const scope = useScope()
  const { list, status, error } = useInstances(useMemo(() => [scope], [scope]))
  const instance = useMemo(() => list.find((one) => idOf(one) === instanceId), [list, instanceId])
  usePageTitle(instance ? nameOf(instance) || instanceId : instanceId)
  if (!instance) {
    if (status === 'loading') return <Spinner size="large" />
    if (error) return <ErrorState error={error} />
    return (
      <EmptyState
        page
        title={t('instances.notFound')}
        text={t('instances.notFoundText', { id: instanceId })}
        action={{ text: t('instances.title'), onClick: () => void navigate(toPath('/instances')) }}
      />
    )
  }
  return <Found instance={instance} tab={tab} />
}

function Found(props: { readonly instance: InstanceRow; readonly tab: string | undefined }) {
  const { instance, tab } = props
  const t = useT()
  const navigate = useNavigate()
  const toPath = useScopedPath()
  const hasPage = useHasPage()
  const chosen = useMemo(() => [instance], [instance])
  const actions = useInstanceActions(chosen)
  const id = idOf(instance)
  const name = nameOf(instance)
  const connectRefusal = findRefusal('connect', instance, t)
  return (
    <SpaceBetween size="l">
      <Header
        variant="h1"
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            {hasPage('connect') ? (
              <Button
                disabled={connectRefusal !== undefined}
                {...(connectRefusal === undefined ? {} : { disabledReason: connectRefusal })}
                onClick={() => void navigate(toPath(`/connect/${id}`))}
              >
                {t('instances.connect')}
              </Button>
            ) : null}
            <ActionsMenu text={t('action.state')} items={actions.stateMenu} />
            <ActionsMenu text={t('common.actions')} items={actions.actionsMenu} />
          </SpaceBetween>
        }
      >
        {name === '' ? id : `${name} (${id})`}
      </Header>
      {instance.InstanceLifecycle === 'spot' ? <SpotNotice instance={instance} /> : null}
      <Summary instance={instance} />
      <InstanceTabs
        summarized
        instance={instance}
        tab={tab}
        onTab={(next) => void navigate(toPath(`/instances/${id}/${next}`), { replace: true })}
      />
      {actions.dialog}
    </SpaceBetween>
  )
}
