import { useMutation } from '@tanstack/react-query'
import { asApiError, useCall, type Call } from '../../../api/index.ts'
import { describeError, notify } from '../../../components/index.ts'
import { useT } from '../../../i18n/index.ts'
import type { InstanceRow } from '../instance.ts'

/** What every dialog about instances gets. */
export interface DialogProps {
  /** At least one. */
  readonly instances: readonly [InstanceRow, ...InstanceRow[]]
  readonly onClose: () => void
}

export interface Save {
  readonly run: (save: (call: Call) => Promise<unknown>) => void
  readonly saving: boolean
  readonly error: string | undefined
}

/** Saves what a dialog says: stays open with the reason when it is refused, else closes and tells. */
export function useSave(onClose: () => void, savedText: string): Save {
  const t = useT()
  const call = useCall()
  const mutation = useMutation({
    mutationFn: (save: (call: Call) => Promise<unknown>) => save(call),
    onSuccess: () => {
      notify({ type: 'success', header: savedText })
      onClose()
    },
  })
  return {
    run: mutation.mutate,
    saving: mutation.isPending,
    error: mutation.error ? describeError(asApiError(mutation.error), t) : undefined,
  }
}
