import { lazy, Suspense, useEffect, useEffectEvent, useRef } from 'react'
import { useNavigate } from 'react-router'
import { useScopedPath } from '../api/index.ts'
import { loadLaterMessages } from '../i18n/index.ts'
import { preloadAfterFirstPaint } from '../lib/first-paint.ts'
import { findRoute } from '../routes.tsx'
import { openDialog, useDialog } from './dialogs.ts'
import { singleKeys } from './single-keys.ts'

const loadPalette = () => import('./Palette.tsx')
const Palette = lazy(loadPalette)
const Shortcuts = lazy(() => import('./Shortcuts.tsx'))
const ClockDialog = lazy(() => import('./ClockDialog.tsx'))
const SwitchRole = lazy(() => withLaterMessages(import('./SwitchRole.tsx')))
const SignInDialog = lazy(() => withLaterMessages(import('./SignInDialog.tsx')))
const ActivityPanel = lazy(() => import('../activity/ActivityPanel.tsx'))

/** What only some pages and dialogs say comes with them. */
async function withLaterMessages<M>(module: Promise<M>): Promise<M> {
  await loadLaterMessages()
  return module
}

/** How long after `g` the second key still counts. */
const sequenceMs = 1500

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  )
}

function focusFilter(): void {
  document.querySelector<HTMLInputElement>('main input[aria-autocomplete]')?.focus()
}

function isModalOpen(): boolean {
  return document.querySelector('[role="dialog"][aria-modal="true"]') !== null
}

/** Listens to the keyboard for the whole page, and shows the dialogs that it opens. */
export function Keyboard(props: { readonly onToggleNavigation: () => void }) {
  const navigate = useNavigate()
  const toPath = useScopedPath()
  const dialog = useDialog()
  const startedAt = useRef(-Infinity)
  const go = (path: string) => void navigate(toPath(path))
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
      event.preventDefault()
      openDialog(dialog === 'palette' ? undefined : 'palette')
      return
    }
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
    if (dialog !== undefined || !singleKeys.read() || isModalOpen()) return
    const inSequence = event.timeStamp - startedAt.current < sequenceMs
    startedAt.current = event.key === 'g' ? event.timeStamp : -Infinity
    const single: Readonly<Record<string, () => void>> = {
      '?': () => openDialog('shortcuts'),
      a: () => openDialog('activity'),
      '/': focusFilter,
      '[': props.onToggleNavigation,
      ...(findRoute('launch') ? { n: () => go('/launch') } : {}),
    }
    const afterG: Readonly<Record<string, () => void>> = {
      i: () => go('/instances'),
      d: () => go(''),
    }
    const run = inSequence ? afterG[event.key] : single[event.key]
    if (!run) return
    event.preventDefault()
    run()
  })
  useEffect(() => {
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
  // what is typed right after Ctrl-K must find the field there
  useEffect(() => preloadAfterFirstPaint(loadPalette), [])
  const close = () => openDialog(undefined)
  return (
    <Suspense>
      {dialog === 'palette' ? <Palette onClose={close} /> : null}
      {dialog === 'shortcuts' ? <Shortcuts onClose={close} /> : null}
      {dialog === 'clock' ? <ClockDialog onClose={close} /> : null}
      {dialog === 'switch-role' ? <SwitchRole onClose={close} /> : null}
      {dialog === 'sign-in' ? <SignInDialog onClose={close} /> : null}
      {dialog === 'activity' ? <ActivityPanel onClose={close} /> : null}
    </Suspense>
  )
}
