import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Table from '@cloudscape-design/components/table'
import { CopyText } from '../../components/index.ts'
import { useLocale } from '../../i18n/index.ts'
import { formatTime } from '../../lib/time.ts'
import type { SpotRequest } from './SpotRequestsPage.tsx'
import { notesOf } from './guest-notes.ts'

const readCommand = `TOKEN=$(curl -s -X PUT http://169.254.169.254/latest/api/token -H 'X-aws-ec2-metadata-token-ttl-seconds: 60')
curl -s -H "X-aws-ec2-metadata-token: $TOKEN" http://169.254.169.254/latest/meta-data/spot/instance-action`

/** What a program in the guest reads of its interruption, and where: the notice that the request's status tells of. */
export function GuestView({ request }: { readonly request: SpotRequest }) {
  const { t, name } = useLocale()
  const { notes, at } = notesOf(request)
  return (
    <SpaceBetween size="m">
      {at === undefined ? (
        <Alert type="info">{t('spotRequests.quiet')}</Alert>
      ) : (
        <Alert type="warning" header={t('spot.noticeTitle')}>
          {t('spotRequests.noticeAt', { time: formatTime(at, name) })}
        </Alert>
      )}
      <Table
        variant="embedded"
        contentDensity="compact"
        wrapLines
        items={[...notes]}
        trackBy="path"
        ariaLabels={{ tableLabel: t('spotRequests.guest') }}
        columnDefinitions={[
          {
            id: 'path',
            header: t('spotRequests.path'),
            isRowHeader: true,
            cell: ({ path }) => <Box variant="code">{path}</Box>,
          },
          {
            id: 'answer',
            header: t('spotRequests.answer'),
            cell: ({ answer }) => <Box variant="code">{answer ?? '404 - Not Found'}</Box>,
          },
        ]}
      />
      <CopyText text={readCommand} />
    </SpaceBetween>
  )
}
