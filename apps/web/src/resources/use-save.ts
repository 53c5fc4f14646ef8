import { asApiError, useTask, type Call } from '../api/index.ts'
import { describeError, notify } from '../components/index.ts'
import { useT } from '../i18n/index.ts'

export interface Save {
  readonly run: (save: (call: Call) => Promise<unknown>) => void
  readonly saving: boolean
  readonly error: string | undefined
}

/** Saves what a dialog says: it stays open with the reason when that is refused, else it closes and tells. */
export function useSave(onClose: () => void, savedText: string): Save {
  const t = useT()
  const task = useTask((call, save: (call: Call) => Promise<unknown>) => save(call))
  return {
    run: (save) =>
      task.mutate(save, {
        onSuccess: () => {
          notify({ type: 'success', header: savedText })
          onClose()
        },
      }),
    saving: task.isPending,
    error: task.error ? describeError(asApiError(task.error), t) : undefined,
  }
}
