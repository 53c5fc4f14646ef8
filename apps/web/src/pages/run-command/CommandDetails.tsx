import SpaceBetween from '@cloudscape-design/components/space-between'
import { CopyText, KeyValue } from '../../components/index.ts'
import { useLocale } from '../../i18n/index.ts'
import { formatTime } from '../../lib/time.ts'
import { idOf, targetsText, type Command } from './command.ts'
import { CommandStatus } from './CommandStatus.tsx'

/** What was asked for, parameters and all. */
export function CommandDetails({ command }: { readonly command: Command }) {
  const { t, name } = useLocale()
  const parameters = Object.entries(command.Parameters ?? {})
  return (
    <SpaceBetween size="l">
      <KeyValue
        columns={4}
        items={[
          [t('commands.id'), <CopyText key="id" text={idOf(command)} />],
          [t('commands.status'), <CommandStatus key="status" status={command.StatusDetails} />],
          [t('commands.requested'), formatTime(command.RequestedDateTime, name)],
          [t('commands.expires'), formatTime(command.ExpiresAfter, name)],
          [t('commands.document'), command.DocumentName],
          [t('commands.version'), command.DocumentVersion],
          [t('commands.comment'), command.Comment],
          [t('commands.timeout'), command.TimeoutSeconds],
          [t('commands.targets'), targetsText(command)],
          [t('commands.concurrency'), command.MaxConcurrency],
          [t('commands.maxErrors'), command.MaxErrors],
          [
            t('commands.progress'),
            t('commands.progressText', {
              completed: command.CompletedCount ?? 0,
              total: command.TargetCount ?? 0,
            }),
          ],
        ]}
      />
      {parameters.length === 0 ? null : (
        <KeyValue
          columns={1}
          items={parameters.map(([parameter, values]) => [
            parameter,
            <pre key={parameter} className="brume-code">
              {values.join('\n')}
            </pre>,
          ])}
        />
      )}
    </SpaceBetween>
  )
}
