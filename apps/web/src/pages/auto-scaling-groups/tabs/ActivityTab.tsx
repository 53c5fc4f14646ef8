import Alert from '@cloudscape-design/components/alert'
import ExpandableSection from '@cloudscape-design/components/expandable-section'
import Header from '@cloudscape-design/components/header'
import ProgressBar from '@cloudscape-design/components/progress-bar'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import Table from '@cloudscape-design/components/table'
import { asApiError } from '../../../api/index.ts'
import { describeError, EmptyState } from '../../../components/index.ts'
import { useLocale, type Translate } from '../../../i18n/index.ts'
import { formatTime } from '../../../lib/time.ts'
import { nameOfGroup, type Activity, type Group } from '../group.ts'
import { useGroupLook } from '../use-group-look.ts'

/** What the group did and why, newest first. */
export default function ActivityTab({ group }: { readonly group: Group }) {
  const { t, name: locale } = useLocale()
  const found = useGroupLook('DescribeScalingActivities', {
    AutoScalingGroupName: nameOfGroup(group),
    MaxRecords: 100,
  })
  if (found.error) return <Alert type="error">{describeError(asApiError(found.error), t)}</Alert>
  const activities = found.data?.Activities ?? []
  return (
    <Table
      variant="embedded"
      header={
        <Header variant="h3" counter={`(${activities.length})`} description={t('asg.historyText')}>
          {t('asg.history')}
        </Header>
      }
      loading={found.isPending}
      loadingText={t('common.loading')}
      wrapLines
      items={activities}
      trackBy={({ ActivityId = '' }) => ActivityId}
      columnDefinitions={[
        {
          id: 'status',
          header: t('asg.status'),
          minWidth: 130,
          cell: (one) => <Status activity={one} />,
        },
        { id: 'what', header: t('asg.description'), minWidth: 180, cell: (one) => one.Description },
        {
          id: 'cause',
          header: t('asg.cause'),
          minWidth: 340,
          cell: (one) => <Cause activity={one} />,
        },
        {
          id: 'start',
          header: t('asg.start'),
          minWidth: 150,
          cell: ({ StartTime }) => formatTime(StartTime, locale),
        },
        {
          id: 'end',
          header: t('asg.end'),
          minWidth: 150,
          cell: ({ EndTime }) => formatTime(EndTime, locale) || '-',
        },
      ]}
      empty={<EmptyState title={t('asg.noActivity')} text={t('asg.noActivityText')} />}
    />
  )
}

function Status({ activity }: { readonly activity: Activity }) {
  const { t } = useLocale()
  const { StatusCode = '', Progress = 0 } = activity
  if (StatusCode === 'Successful') {
    return <StatusIndicator type="success">{t('asg.successful')}</StatusIndicator>
  }
  if (StatusCode === 'Failed') {
    return <StatusIndicator type="error">{t('asg.failed')}</StatusIndicator>
  }
  if (StatusCode === 'Cancelled') {
    return <StatusIndicator type="stopped">{t('asg.cancelled')}</StatusIndicator>
  }
  return (
    <ProgressBar value={Progress} description={statusWords(StatusCode, t)} ariaLabel={StatusCode} />
  )
}

function statusWords(code: string, t: Translate): string {
  switch (code) {
    case 'PreInService':
      return t('asg.preInService')
    case 'MidLifecycleAction':
      return t('asg.midHook')
    case 'WaitingForELBConnectionDraining':
      return t('asg.draining')
    default:
      return t('asg.inProgress')
  }
}

/** The first sentence at once, all of it at a click: causes are long. */
function Cause({ activity }: { readonly activity: Activity }) {
  const { Cause: cause = '', StatusMessage } = activity
  const sentences = cause.split(/(?<=\.)\s+(?=At )/)
  return (
    <>
      {StatusMessage ? <StatusIndicator type="warning">{StatusMessage}</StatusIndicator> : null}
      {sentences.length < 2 ? (
        <div>{cause}</div>
      ) : (
        <ExpandableSection headerText={sentences[0] ?? ''} variant="inline">
          {sentences.slice(1).map((sentence) => (
            <div key={sentence}>{sentence}</div>
          ))}
        </ExpandableSection>
      )}
    </>
  )
}
