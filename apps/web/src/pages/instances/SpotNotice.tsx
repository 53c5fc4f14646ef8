import Alert from '@cloudscape-design/components/alert'
import { useFeed } from '../../api/index.ts'
import { useLocale } from '../../i18n/index.ts'
import { formatTime } from '../../lib/time.ts'
import { idOf, type Instance } from './instance.ts'

/** AWS tells two minutes ahead. */
const noticeMs = 120_000

/** What the Spot request says of an interruption: that it is coming, or that it has stopped the instance. */
export function SpotNotice({ instance }: { readonly instance: Instance }) {
  const { t, name } = useLocale()
  const request = useFeed('spot-requests').list.find(
    ({ InstanceId }) => InstanceId === idOf(instance),
  )
  const { Code: code, UpdateTime: since } = request?.Status ?? {}
  const time = since && formatTime(new Date(Date.parse(since) + noticeMs).toISOString(), name)
  switch (code) {
    case 'marked-for-termination':
    case 'marked-for-stop':
      return (
        <Alert type="warning" header={t('spot.noticeTitle')}>
          {code === 'marked-for-stop'
            ? t('spot.noticeStop', { time: time ?? '' })
            : t('spot.noticeTerminate', { time: time ?? '' })}
        </Alert>
      )
    case 'instance-stopped-no-capacity':
    case 'instance-stopped-by-price':
      return (
        <Alert type="info" header={t('spot.stoppedTitle')}>
          {t('spot.stoppedText')}
        </Alert>
      )
    case undefined:
    default:
      return null
  }
}
