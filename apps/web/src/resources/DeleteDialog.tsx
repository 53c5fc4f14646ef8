import { useState, type ReactNode } from 'react'
import { CodeDisclosure } from '../activity/CodeDisclosure.tsx'
import { asApiError, useCallAt, useScope, type Call, type Scope } from '../api/index.ts'
import {
  BulkResult,
  ConfirmDialog,
  describeError,
  notify,
  type BulkOutcome,
} from '../components/index.ts'
import { useT } from '../i18n/index.ts'

export interface Deletable {
  readonly id: string
  readonly name: string
  /** Where it lives; on the page's own place unless told. */
  readonly place?: Scope
}

/** Deletes one thing or several, each named, with a result for each. */
export function DeleteDialog<D extends Deletable>(props: {
  readonly title: string
  readonly submitText?: string
  /** Whether a word must be typed first; so unless told. */
  readonly asksForWord?: boolean
  readonly items: readonly D[]
  readonly remove: (call: Call, one: D) => Promise<unknown>
  readonly onClose: () => void
  readonly children?: ReactNode
}) {
  const { title, items, remove, onClose } = props
  const t = useT()
  const callAt = useCallAt()
  const scope = useScope()
  const [working, setWorking] = useState(false)
  const submitText = props.submitText ?? t('common.delete')
  const run = async () => {
    setWorking(true)
    const outcomes = await Promise.all(
      items.map(async (one): Promise<BulkOutcome> => {
        const { id, name, place = scope } = one
        try {
          await remove(callAt(place), one)
          return { id, name, state: 'succeeded' }
        } catch (thrown) {
          const text = describeError(asApiError(thrown), t)
          return { id, name, state: 'failed', text }
        }
      }),
    )
    const succeeded = outcomes.filter(({ state }) => state === 'succeeded').length
    const total = items.length
    notify({
      type: succeeded === total ? 'success' : 'error',
      header: t('bulk.title', { action: submitText, succeeded, total }),
      content: <BulkResult outcomes={outcomes} />,
    })
    onClose()
  }
  return (
    <ConfirmDialog
      title={title}
      submitText={submitText}
      loading={working}
      {...(props.asksForWord === false ? {} : { word: t('confirm.word') })}
      code={
        <CodeDisclosure
          send={async (_call, rehearsedAt) => {
            for (const one of items) await remove(rehearsedAt(one.place ?? scope), one)
          }}
        />
      }
      onSubmit={() => void run()}
      onClose={onClose}
    >
      <ul className="brume-bulk">
        {items.map(({ id, name }) => (
          <li key={id}>{name === '' || name === id ? id : `${name} (${id})`}</li>
        ))}
      </ul>
      {props.children}
    </ConfirmDialog>
  )
}
