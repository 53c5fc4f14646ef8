import type { ApiError } from '@brume/console-api'
import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'
import { placeKey, useBootstrap, type PlaceFailure } from '../../api/index.ts'
import { useRetryPlace } from '../../api/use-regions.ts'
import { describeError } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { toConnectionName } from './connection-name.ts'
import { regionLabel } from './place-columns.tsx'
import type { Places } from './use-places.ts'

/** How AWS refuses credentials in a Region that the account has not enabled. */
const refusalsOfRegions = new Set([
  'AuthFailure',
  'InvalidClientTokenId',
  'OptInRequired',
  'UnrecognizedClientException',
])

/** The places of a list that could not be looked at: which, why, and a button that asks again. The rows of the others stand. */
export default function PlaceFailures(props: {
  readonly failures: readonly PlaceFailure[]
  readonly places: Places
}) {
  const { failures, places } = props
  const t = useT()
  const { connections } = useBootstrap()
  const retry = useRetryPlace()
  const nameOf = toConnectionName(connections, t)
  const of = places.shown.length
  const describe = (error: ApiError) => {
    // Where other Regions take the credentials, they are not what is wrong.
    if (!refusalsOfRegions.has(error.code) || failures.length >= of) return describeError(error, t)
    const { code, message } = error
    return `${t('places.notEnabled')} ${t('errors.said', { code, message })}`
  }
  return (
    <Alert type="warning" header={t('places.failed', { count: failures.length, of })}>
      <ul className="brume-failures">
        {failures.map(({ place, error, stale }) => {
          const region = regionLabel(place.region, t)
          const name = places.severalConnections
            ? `${nameOf(place.connection)} · ${region}`
            : region
          return (
            <li key={placeKey(place)}>
              <strong>{name}</strong>: {describe(error)} {stale ? `${t('places.stale')} ` : null}
              <Button
                variant="inline-link"
                ariaLabel={t('places.retry', { place: name })}
                onClick={() => retry(place)}
              >
                {t('common.retry')}
              </Button>
            </li>
          )
        })}
      </ul>
    </Alert>
  )
}
