import { useMutation } from '@tanstack/react-query'
import { CodeDisclosure } from '../activity/CodeDisclosure.tsx'
import type { Send } from '../activity/rehearse.ts'
import { asApiError, useCallAt, useScope } from '../api/index.ts'
import { describeError, notify, type ConfirmDialogProps } from '../components/index.ts'
import { useT } from '../i18n/index.ts'

export interface Save<O> {
  readonly saving: boolean
  readonly error: string | undefined
  /**
   * What a `ConfirmDialog` needs to send this, and to show it as code. `check` says whether the form may be sent. `control`: it is
   * no call of AWS, which the caller given to it would carry, but one of the embedded cloud's own: there is no code, and none is
   * rehearsed.
   */
  readonly dialog: (
    send: Send<O>,
    check?: () => boolean,
    control?: boolean,
  ) => Pick<ConfirmDialogProps, 'loading' | 'error' | 'denial' | 'onSubmit' | 'code'>
}

type Said = Parameters<typeof notify>[0]

/**
 * Sends what a dialog says: it stays open with the reason when that is refused, else it closes and tells. `done` is what it tells, or
 * what is done with the answer before.
 */
export function useSave<O = unknown>(
  onClose: () => void,
  done: string | ((output: O) => Said),
): Save<O> {
  const t = useT()
  const scope = useScope()
  const callAt = useCallAt()
  const task = useMutation({ mutationFn: (send: Send<O>) => send(callAt(scope), callAt) })
  const error = task.error ? describeError(asApiError(task.error), t) : undefined
  return {
    saving: task.isPending,
    error,
    dialog: (send, check, control = false) => ({
      loading: task.isPending,
      error,
      denial: task.error ? asApiError(task.error).denial : undefined,
      ...(control ? {} : { code: <CodeDisclosure send={send} /> }),
      onSubmit: () => {
        if (check && !check()) return
        task.mutate(send, {
          onSuccess: (output) => {
            notify(typeof done === 'string' ? { type: 'success', header: done } : done(output))
            onClose()
          },
        })
      },
    }),
  }
}
