import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { asApiError, useOperation } from '../../api/index.ts'
import { EmptyState, ErrorState, KeyValue } from '../../components/index.ts'
import { useLocale } from '../../i18n/index.ts'
import { saveFile } from '../../lib/save-file.ts'
import { formatTime } from '../../lib/time.ts'
import { isUnderWay } from './command.ts'
import { CommandStatus } from './CommandStatus.tsx'
import type { Invocation } from './Invocations.tsx'

/** What each step of a command has written at one instance. */
export function CommandOutput({ invocation }: { readonly invocation: Invocation }) {
  const { t } = useLocale()
  const { CommandId = '', InstanceId = '', CommandPlugins = [] } = invocation
  const steps = CommandPlugins.flatMap(({ Name, Status }) => (Name ? [{ Name, Status }] : []))
  if (steps.length === 0) {
    return (
      <EmptyState
        title={t(isUnderWay(invocation.Status) ? 'commands.notStarted' : 'commands.neverStarted')}
      />
    )
  }
  return (
    <SpaceBetween size="l">
      {steps.map(({ Name, Status }) => (
        <Step
          // Its end is a new answer.
          key={`${Name} ${Status}`}
          title={t('commands.outputOf', { step: Name, id: InstanceId })}
          input={{ CommandId, InstanceId, PluginName: Name }}
        />
      ))}
    </SpaceBetween>
  )
}

function Step(props: {
  readonly title: string
  readonly input: {
    readonly CommandId: string
    readonly InstanceId: string
    readonly PluginName: string
  }
}) {
  const { title, input } = props
  const { t, name } = useLocale()
  const { data, error } = useOperation('ssm', 'GetCommandInvocation', input, { staleMs: 0 })
  if (error) return <ErrorState error={asApiError(error)} />
  const isOver = data !== undefined && !isUnderWay(data.Status)
  return (
    <SpaceBetween size="s">
      <Header variant="h3">{title}</Header>
      <KeyValue
        columns={4}
        items={[
          [t('commands.status'), <CommandStatus key="status" status={data?.StatusDetails} />],
          [t('commands.responseCode'), isOver ? data.ResponseCode : undefined],
          [t('commands.started'), formatTime(data?.ExecutionStartDateTime, name)],
          [t('commands.finished'), formatTime(data?.ExecutionEndDateTime, name)],
        ]}
      />
      <Text
        label={t('commands.output')}
        none={t(isOver ? 'commands.noOutput' : 'commands.running')}
        text={data?.StandardOutputContent}
        file={`${input.InstanceId}-${input.CommandId}-stdout.log`}
      />
      {data?.StandardErrorContent ? (
        <Text
          label={t('commands.error')}
          none=""
          text={data.StandardErrorContent}
          file={`${input.InstanceId}-${input.CommandId}-stderr.log`}
        />
      ) : null}
    </SpaceBetween>
  )
}

function Text(props: {
  readonly label: string
  readonly none: string
  readonly text: string | undefined
  readonly file: string
}) {
  const { label, none, text, file } = props
  const { t } = useLocale()
  return (
    <SpaceBetween size="xxs">
      <SpaceBetween direction="horizontal" size="xs" alignItems="center">
        <Box variant="awsui-key-label">{label}</Box>
        {text ? (
          <Button
            variant="inline-icon"
            iconName="download"
            ariaLabel={`${t('log.download')} ${label}`}
            onClick={() => saveFile(file, text, 'text/plain')}
          />
        ) : null}
      </SpaceBetween>
      {text ? (
        <pre className="brume-log" tabIndex={0} role="region" aria-label={label}>
          {text}
        </pre>
      ) : (
        <Box color="text-body-secondary">{none}</Box>
      )}
    </SpaceBetween>
  )
}
