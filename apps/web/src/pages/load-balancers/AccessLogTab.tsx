import Box from '@cloudscape-design/components/box'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import Table from '@cloudscape-design/components/table'
import { useState } from 'react'
import { asApiError, useConnection, useOperation } from '../../api/index.ts'
import { useAccessLog } from '../../api/use-written-log.ts'
import { CopyText, EmptyState, ErrorState } from '../../components/index.ts'
import { useLocale } from '../../i18n/index.ts'
import { formatTime } from '../../lib/time.ts'
import { FieldsDialog } from '../../resources/FieldsDialog.tsx'
import { readLogLine } from '../../resources/load-balancing/access-log-line.ts'

const shownLines = 200
const elb = 'elastic-load-balancing-v2'

/** The newest requests, as the access log tells them; with the switch that turns it on. */
export function AccessLogTab({ balancerArn }: { readonly balancerArn: string }) {
  const { t, name: locale } = useLocale()
  const { kind, readOnly } = useConnection()
  const [asking, setAsking] = useState(false)
  const embedded = kind === 'embedded'
  const { data: told } = useOperation(elb, 'DescribeLoadBalancerAttributes', {
    LoadBalancerArn: balancerArn,
  })
  const attributes = new Map(told?.Attributes?.map(({ Key, Value }) => [Key, Value]))
  const on = attributes.get('access_logs.s3.enabled') === 'true'
  const { data, error } = useAccessLog(embedded ? balancerArn : undefined)
  if (!embedded) return <Box>{t('loadBalancers.accessLogElsewhere')}</Box>
  if (error) return <ErrorState error={asApiError(error)} />
  const rows = (data?.lines ?? [])
    .slice(-shownLines)
    .toReversed()
    .map((line, index) => ({ key: `${index} ${line}`, line, ...readLogLine(line) }))
  const off = told !== undefined && !on && rows.length === 0
  return (
    <>
      <Table
        variant="borderless"
        contentDensity="compact"
        resizableColumns
        loading={data === undefined || told === undefined}
        loadingText={t('table.loading')}
        items={rows}
        trackBy="key"
        ariaLabels={{ tableLabel: t('loadBalancers.accessLog') }}
        empty={
          <EmptyState
            title={t(off ? 'loadBalancers.accessLogOff' : 'loadBalancers.accessLogEmpty')}
            text={t(off ? 'loadBalancers.accessLogOffText' : 'loadBalancers.accessLogEmptyText')}
            {...(off &&
              !readOnly && {
                action: {
                  text: t('loadBalancers.accessLogOn'),
                  onClick: () => setAsking(true),
                },
              })}
          />
        }
        columnDefinitions={[
          {
            id: 'time',
            header: t('loadBalancers.logTime'),
            width: 220,
            cell: ({ time }) => formatTime(time, locale),
          },
          {
            id: 'status',
            header: t('loadBalancers.logStatus'),
            width: 120,
            cell: ({ status = '-' }) => (
              <StatusIndicator type={status < '400' ? 'success' : 'error'}>
                {status}
              </StatusIndicator>
            ),
          },
          {
            id: 'request',
            header: t('loadBalancers.logRequest'),
            width: 300,
            // the balancer's own name is known, the path is what one looks for
            cell: ({ request = '-' }) => request.replace(/ https?:\/\/[^/ ]+/, ' '),
          },
          {
            id: 'client',
            header: t('loadBalancers.logClient'),
            width: 180,
            cell: ({ client = '-' }) => client,
          },
          {
            id: 'target',
            header: t('loadBalancers.logTarget'),
            width: 170,
            cell: ({ target = '-' }) => target,
          },
          {
            id: 'took',
            header: t('loadBalancers.logTargetTime'),
            width: 160,
            cell: ({ targetSeconds }) => (targetSeconds === undefined ? '-' : `${targetSeconds} s`),
          },
          {
            id: 'rule',
            header: t('loadBalancers.logRule'),
            width: 160,
            cell: ({ rule = '-' }) => (rule === '0' ? t('listenerRules.default') : rule),
          },
          {
            id: 'reason',
            header: t('loadBalancers.logReason'),
            width: 170,
            cell: ({ reason = '-' }) => reason,
          },
          {
            id: 'line',
            header: t('loadBalancers.logLine'),
            width: 400,
            cell: ({ line }) => <CopyText text={line} />,
          },
        ]}
      />
      {asking ? (
        <FieldsDialog
          title={t('lbAttribute.accessLogs')}
          submitText={t('loadBalancers.accessLogOn')}
          savedText={t('common.saved')}
          note={t('lbAttribute.accessLogsText')}
          fields={[
            {
              id: 'bucket',
              label: t('lbAttribute.bucket'),
              initial: attributes.get('access_logs.s3.bucket') || 'access-logs',
            },
          ]}
          run={(call, { bucket }) =>
            call(elb, 'ModifyLoadBalancerAttributes', {
              LoadBalancerArn: balancerArn,
              Attributes: [
                { Key: 'access_logs.s3.enabled', Value: 'true' },
                { Key: 'access_logs.s3.bucket', Value: bucket },
              ],
            })
          }
          onClose={() => setAsking(false)}
        />
      ) : null}
    </>
  )
}
