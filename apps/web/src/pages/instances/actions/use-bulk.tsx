import { useCallback } from 'react'
import { groupByPlace, useCallAt } from '../../../api/index.ts'
import { BulkResult, notify, type BulkOutcome } from '../../../components/index.ts'
import { useT } from '../../../i18n/index.ts'
import type { InstanceRow } from '../instance.ts'
import { runBulk, type BulkAction } from './bulk.ts'

let nextRun = 1

function atRegion(outcome: BulkOutcome, region: string): BulkOutcome {
  const { text } = outcome
  return { ...outcome, text: text === undefined ? region : `${region}, ${text}` }
}

/** Runs a bulk action and tells of it in one notice, which fills as the results come. */
export function useBulk() {
  const callAt = useCallAt()
  const t = useT()
  return useCallback(
    async (action: BulkAction, instances: readonly InstanceRow[], force = false) => {
      const id = `bulk-${nextRun++}`
      const total = instances.length
      const show = (outcomes: readonly BulkOutcome[], done: boolean) => {
        const succeeded = outcomes.filter(({ state }) => state === 'succeeded').length
        const failed = outcomes.some(({ state }) => state === 'failed')
        notify({
          id,
          type: done ? (failed ? 'error' : 'success') : 'in-progress',
          header: t('bulk.title', { action: t(`bulk.${action}`), succeeded, total }),
          content: <BulkResult outcomes={outcomes} />,
        })
      }
      const groups = groupByPlace(instances)
      const outcomes: (readonly BulkOutcome[])[] = groups.map(() => [])
      await Promise.all(
        groups.map(async ({ place, items }, index) => {
          // of several Regions each line says its own
          const located = (list: readonly BulkOutcome[]) =>
            groups.length === 1 ? list : list.map((one) => atRegion(one, place.region))
          const done = await runBulk({
            call: callAt(place),
            action,
            instances: items,
            t,
            force,
            onProgress: (interim) => {
              outcomes[index] = located(interim)
              show(outcomes.flat(), false)
            },
          })
          outcomes[index] = located(done)
        }),
      )
      show(outcomes.flat(), true)
    },
    [callAt, t],
  )
}
