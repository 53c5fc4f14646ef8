import { useCallback } from 'react'
import { useCall } from '../../../api/index.ts'
import { BulkResult, notify, type BulkOutcome } from '../../../components/index.ts'
import { useT } from '../../../i18n/index.ts'
import type { Instance } from '../instance.ts'
import { runBulk, type BulkAction } from './bulk.ts'

let nextRun = 1

/** Runs a bulk action and tells of it in one notice, which fills as the results come. */
export function useBulk() {
  const call = useCall()
  const t = useT()
  return useCallback(
    async (action: BulkAction, instances: readonly Instance[], force = false) => {
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
      const outcomes = await runBulk({
        call,
        action,
        instances,
        t,
        force,
        onProgress: (interim) => show(interim, false),
      })
      show(outcomes, true)
    },
    [call, t],
  )
}
