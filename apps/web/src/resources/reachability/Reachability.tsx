import type { ReachabilityQuestion } from '@brume/console-api'
import type { Fix, FlowDecision } from '@brume/ec2-model'
import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Spinner from '@cloudscape-design/components/spinner'
import { asApiError, useConnection, useTask } from '../../api/index.ts'
import { useReachability } from '../../api/use-reachability.ts'
import { ErrorState, notify } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { FlowPath } from './FlowPath.tsx'
import { describeFix, describeHop, hopTitles, portText } from './hop-text.ts'
import { runFix } from './run-fix.ts'

/** Whether one end reaches the other: the verdict, what opens the way, the way itself. Kept up to date. */
export function Reachability({ question }: { readonly question: ReachabilityQuestion }) {
  const t = useT()
  const { data, error } = useReachability(question)
  if (error) return <ErrorState error={asApiError(error)} header={t('flow.failed')} />
  if (!data) return <Spinner />
  return (
    <SpaceBetween size="m">
      <Verdict decision={data} />
      <FlowPath decision={data} />
    </SpaceBetween>
  )
}

function Verdict({ decision }: { readonly decision: FlowDecision }) {
  const t = useT()
  const { verdict, blockedAt, fix } = decision
  const port = portText(decision.protocol, decision.port)
  const ends = { from: decision.source.address, to: decision.destination.address, port }
  if (verdict === 'allowed') {
    return (
      <Alert type="success" header={t('flow.allowed')}>
        {t('flow.allowedText', ends)}
      </Alert>
    )
  }
  const where = blockedAt
    ? `${t(hopTitles[blockedAt.kind])} ${blockedAt.id}: ${describeHop(blockedAt, t)}`
    : ''
  return (
    <Alert
      type={verdict === 'refused' ? 'warning' : 'error'}
      header={t(verdict === 'refused' ? 'flow.refused' : 'flow.dropped')}
      action={fix && fix.kind !== 'start-service' ? <FixButton fix={fix} /> : undefined}
    >
      <div>{where}</div>
      <div>{fix ? describeFix(fix, t) : t('flow.noFix')}</div>
      <div>{t(verdict === 'refused' ? 'flow.refusedText' : 'flow.droppedText', ends)}</div>
    </Alert>
  )
}

function FixButton({ fix }: { readonly fix: Fix }) {
  const t = useT()
  const { readOnly } = useConnection()
  const task = useTask(async (call) => {
    await runFix(call, fix)
    notify({ type: 'success', header: t('flow.fixed'), content: describeFix(fix, t) })
  })
  return (
    <SpaceBetween size="xs">
      <Button
        variant="primary"
        loading={task.isPending}
        disabled={readOnly}
        disabledReason={t('reason.readOnly')}
        onClick={() => task.mutate(undefined)}
      >
        {t('flow.fix')}
      </Button>
      {task.error ? <ErrorState error={asApiError(task.error)} /> : null}
    </SpaceBetween>
  )
}
