import type { FeedItem, ReachabilityQuestion } from '@brume/console-api'
import type { Fix } from '@brume/ec2-model'
import Button from '@cloudscape-design/components/button'
import ExpandableSection from '@cloudscape-design/components/expandable-section'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { asApiError, useConnection, useTask } from '../../api/index.ts'
import { useReachability } from '../../api/use-reachability.ts'
import { ErrorState, notify } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { FlowPath } from '../../resources/reachability/FlowPath.tsx'
import { describeFix, describeHop, hopTitles } from '../../resources/reachability/hop-text.ts'
import { runFix } from '../../resources/reachability/run-fix.ts'
import { Requirement } from './Requirement.tsx'

type Instance = FeedItem<'instances'>

/** That the instance runs, with the button that starts it. */
export function RunningNeed({ instance }: { readonly instance: Instance }) {
  const t = useT()
  const { readOnly } = useConnection()
  const state = instance.State?.Name ?? 'pending'
  const start = useTask((call) =>
    call('ec2', 'StartInstances', { InstanceIds: [instance.InstanceId ?? ''] }),
  )
  return (
    <>
      <Requirement
        title={t('connect.running')}
        status={state === 'running' ? 'holds' : state === 'pending' ? 'checking' : 'missing'}
        text={t('connect.runningNow', { state: t(`state.${state}`) })}
        action={
          state === 'stopped' ? (
            <Button
              loading={start.isPending}
              disabled={readOnly}
              disabledReason={t('reason.readOnly')}
              onClick={() => start.mutate(undefined)}
            >
              {t('connect.start')}
            </Button>
          ) : null
        }
      />
      {start.error ? <ErrorState error={asApiError(start.error)} /> : null}
    </>
  )
}

/** That packets get there: what stops them, and the change that lets them through. On AWS nobody tells. */
export function ReachableNeed(props: {
  readonly title: string
  readonly question: ReachabilityQuestion
  /** The block that the question's address stands for: all of it is let in. */
  readonly range?: string
  readonly onMended?: () => void
}) {
  const { title, question, range, onMended } = props
  const t = useT()
  const { kind, readOnly } = useConnection()
  const { data, error } = useReachability(kind === 'embedded' ? question : undefined)
  const fix = data?.fix && (range === undefined ? data.fix : widen(data.fix, range))
  const mend = useTask(async (call) => {
    if (!fix) return
    await runFix(call, fix)
    notify({ type: 'success', header: t('flow.fixed'), content: describeFix(fix, t) })
    onMended?.()
  })
  if (kind !== 'embedded') {
    return <Requirement title={title} status="checking" text={t('connect.reachUnknown')} />
  }
  if (error) return <ErrorState error={asApiError(error)} header={t('flow.failed')} />
  if (!data) return <Requirement title={title} status="checking" text={t('connect.checking')} />
  if (data.verdict === 'allowed') {
    return <Requirement title={title} status="holds" text={t('flow.allowed')} />
  }
  const { blockedAt } = data
  const why = blockedAt
    ? `${t(hopTitles[blockedAt.kind])} ${blockedAt.id}: ${describeHop(blockedAt, t)}`
    : t('flow.dropped')
  return (
    <Requirement
      title={title}
      status="missing"
      text={fix ? `${why} ${describeFix(fix, t)}` : why}
      action={
        <SpaceBetween size="xs">
          {fix && fix.kind !== 'start-service' ? (
            <Button
              loading={mend.isPending}
              disabled={readOnly}
              disabledReason={t('reason.readOnly')}
              onClick={() => mend.mutate(undefined)}
            >
              {t('flow.fix')}
            </Button>
          ) : null}
          {mend.error ? <ErrorState error={asApiError(mend.error)} /> : null}
          <ExpandableSection headerText={t('reachability.way')}>
            <FlowPath decision={data} />
          </ExpandableSection>
        </SpaceBetween>
      }
    />
  )
}

function widen(fix: Fix, range: string): Fix {
  if (fix.kind === 'authorize-ingress') return { ...fix, peer: { cidr: range } }
  return fix.kind === 'create-acl-entry' ? { ...fix, cidr: range } : fix
}
