import Alert from '@cloudscape-design/components/alert'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import Table from '@cloudscape-design/components/table'
import { useQueries } from '@tanstack/react-query'
import { callIn, placeOf, queryKey } from '../../../api/index.ts'
import { ConfirmDialog } from '../../../components/index.ts'
import { useT } from '../../../i18n/index.ts'
import { CodeDisclosure } from '../../../activity/CodeDisclosure.tsx'
import { sendBulk } from '../actions/bulk.ts'
import { useHoldsTerminations, useTerminate } from '../actions/use-terminate.ts'
import { idOf, labelOf, type Instance, type InstanceRow } from '../instance.ts'
import type { DialogProps } from './dialog-props.ts'

/** Protection is asked for by instance; for more than this many it is left to the refusal. */
const askedAtMost = 50

function volumesOf(instance: Instance, deleted: boolean): string {
  return (instance.BlockDeviceMappings ?? [])
    .filter(({ Ebs }) => Ebs && (Ebs.DeleteOnTermination ?? false) === deleted)
    .flatMap(({ Ebs }) => Ebs?.VolumeId ?? [])
    .join(', ')
}

/** Whether each is protected: `undefined` while not known. */
function useProtection(instances: readonly InstanceRow[]): readonly (boolean | undefined)[] {
  return useQueries({
    queries: instances.map((instance, index) => {
      const place = placeOf(instance)
      const input = {
        InstanceId: idOf(instance),
        Attribute: 'disableApiTermination' as const,
      }
      return {
        queryKey: queryKey(place, 'ec2', 'DescribeInstanceAttribute', input),
        queryFn: () => callIn(place, 'ec2', 'DescribeInstanceAttribute', input),
        enabled: index < askedAtMost,
        staleTime: 0,
      }
    }),
    combine: (results) => results.map(({ data }) => data?.DisableApiTermination?.Value),
  })
}

/** The last question before instances are gone: which, with what they take along, and which are protected. */
export function TerminateDialog(props: DialogProps) {
  const { instances, onClose } = props
  const t = useT()
  const terminate = useTerminate()
  const holds = useHoldsTerminations()
  const protection = useProtection(instances)
  const allProtected = protection.every((one) => one === true)
  const rows = instances.map((instance, index) => ({ instance, on: protection[index] }))
  return (
    <ConfirmDialog
      size="large"
      title={t('confirm.terminateTitle', { count: instances.length })}
      submitText={t('confirm.terminate')}
      disabled={allProtected}
      code={<CodeDisclosure send={(_call, callAt) => sendBulk(callAt, 'terminate', instances)} />}
      onClose={onClose}
      onSubmit={() => {
        onClose()
        void terminate(instances)
      }}
    >
      <Alert type={allProtected ? 'error' : 'warning'}>
        {t(
          allProtected
            ? 'confirm.allProtected'
            : instances.every((one) => holds(placeOf(one)))
              ? 'undo.hint'
              : 'confirm.terminateText',
        )}
      </Alert>
      <div className="brume-scroll">
        <Table
          variant="embedded"
          items={rows}
          trackBy={({ instance }) => idOf(instance)}
          ariaLabels={{ tableLabel: t('instances.title') }}
          columnDefinitions={[
            {
              id: 'name',
              header: t('instances.name'),
              cell: ({ instance }) => labelOf(instance),
              isRowHeader: true,
            },
            { id: 'id', header: t('instances.id'), cell: ({ instance }) => idOf(instance) },
            {
              id: 'protection',
              header: t('confirm.protection'),
              cell: ({ on }) =>
                on === undefined ? (
                  t('confirm.unknown')
                ) : on ? (
                  <StatusIndicator type="error">{t('confirm.protected')}</StatusIndicator>
                ) : (
                  t('confirm.unprotected')
                ),
            },
            {
              id: 'deleted',
              header: t('confirm.volumesDeleted'),
              cell: ({ instance }) => volumesOf(instance, true) || '-',
            },
            {
              id: 'kept',
              header: t('confirm.volumesKept'),
              cell: ({ instance }) => volumesOf(instance, false) || '-',
            },
          ]}
        />
      </div>
    </ConfirmDialog>
  )
}
