import { useEffect, useRef } from 'react'
import { useNavigate } from 'react-router'
import { useScopedPath } from '../api/index.ts'
import { findRoute } from '../routes.tsx'
import { openDialog, useDialog } from './dialogs.ts'
import { Palette } from './Palette.tsx'
import { Shortcuts } from './Shortcuts.tsx'
import { singleKeys } from './single-keys.ts'

/** How long after `g` the second key still counts. */
const sequenceMs = 1500

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  )
}

function focusFilter(): boolean {
  const input = document.querySelector<HTMLInputElement>(
    'main input[type="text"], main input[type="search"], main input[aria-autocomplete]',
  )
  input?.focus()
  return input !== null
}

/** Listens to the keyboard for the whole page, and shows the dialogs that it opens. */
export function Keyboard(props: { readonly onToggleNavigation: () => void }) {
  const navigate = useNavigate()
  const toPath = useScopedPath()
  const dialog = useDialog()
  const latest = useRef({ navigate, toPath, toggle: props.onToggleNavigation, dialog })
  latest.current = { navigate, toPath, toggle: props.onToggleNavigation, dialog }
  useEffect(() => {
    let prefixAt = -Infinity
    const go = (path: string) => void latest.current.navigate(latest.current.toPath(path))
    const single: Readonly<Record<string, () => boolean | void>> = {
      '?': () => openDialog('shortcuts'),
      '/': focusFilter,
      '[': () => latest.current.toggle(),
      n: () => (findRoute('launch') ? go('/launch') : false),
    }
    const afterG: Readonly<Record<string, () => void>> = {
      i: () => go('/instances'),
      d: () => go(''),
    }
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        openDialog(latest.current.dialog === 'palette' ? undefined : 'palette')
        return
      }
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
      if (latest.current.dialog !== undefined || !singleKeys.read()) return
      if (document.querySelector('[role="dialog"][aria-modal="true"]')) return
      if (event.key === 'g') {
        prefixAt = event.timeStamp
        return
      }
      const inSequence = event.timeStamp - prefixAt < sequenceMs
      prefixAt = -Infinity
      const run = inSequence ? afterG[event.key] : single[event.key]
      if (run && run() !== false) event.preventDefault()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
  if (dialog === 'palette') return <Palette onClose={() => openDialog(undefined)} />
  if (dialog === 'shortcuts') return <Shortcuts onClose={() => openDialog(undefined)} />
  return null
}
