import { routes, type ActivityEntry } from '@brume/console-api'
import Button from '@cloudscape-design/components/button'
import type { FlashbarProps } from '@cloudscape-design/components/flashbar'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useEffect, useRef, useState } from 'react'
import { asApiError, request } from '../api/index.ts'
import { describeError, notify } from '../components/index.ts'
import { useT, type Translate } from '../i18n/index.ts'
import { useKnownActivity } from './use-activity.ts'

const countOf = ({ input }: ActivityEntry) =>
  'InstanceIds' in input && Array.isArray(input.InstanceIds) ? input.InstanceIds.length : 1

/** Terminations that wait, as flashes with a countdown: on every page and after a reload, until each has begun or was undone. */
export function useHeldTerminations(): FlashbarProps.MessageDefinition[] {
  const t = useT()
  const entries = useKnownActivity()
  const held = entries.filter(({ state }) => state === 'held')
  useOutcomes(entries, t)
  return held.map((entry) => ({
    id: `held-${entry.id}`,
    type: 'warning',
    header: <Countdown entry={entry} />,
    content: t('undo.text'),
    action: <Actions id={entry.id} />,
  }))
}

function Countdown({ entry }: { readonly entry: ActivityEntry }) {
  const t = useT()
  const dueMs = Date.parse(entry.dueAt ?? '')
  const [nowMs, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 250)
    return () => clearInterval(timer)
  }, [])
  const seconds = Math.max(0, Math.ceil((dueMs - nowMs) / 1000))
  return <>{t('undo.header', { count: countOf(entry), seconds })}</>
}

function Actions({ id }: { readonly id: number }) {
  const t = useT()
  const send = async (method: 'POST' | 'DELETE') => {
    try {
      await request(method, routes.termination(id))
    } catch (thrown) {
      notify({ type: 'error', header: describeError(asApiError(thrown), t) })
    }
  }
  return (
    <SpaceBetween direction="horizontal" size="xs">
      <Button onClick={() => void send('DELETE')}>{t('undo.undo')}</Button>
      <Button onClick={() => void send('POST')}>{t('undo.now')}</Button>
    </SpaceBetween>
  )
}

/** Tells how each ended that was seen waiting. */
function useOutcomes(entries: readonly ActivityEntry[], t: Translate): void {
  const waiting = useRef(new Set<number>())
  useEffect(() => {
    for (const entry of entries) {
      const { id, state, error } = entry
      const count = countOf(entry)
      if (state === 'held') waiting.current.add(id)
      if (!waiting.current.has(id) || state === 'held' || state === 'running') continue
      waiting.current.delete(id)
      if (state === 'cancelled') notify({ type: 'info', header: t('undo.undone', { count }) })
      else if (error) {
        const content = describeError(error, t)
        notify({ type: 'error', header: t('undo.failed', { count }), content })
      } else notify({ type: 'success', header: t('undo.done', { count }) })
    }
  }, [entries, t])
}
