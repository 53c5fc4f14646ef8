import { useEffect, useLayoutEffect, useRef, useSyncExternalStore, type ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { useSettled } from '../lib/use-settled.ts'

/** Places of the frame that a page fills: the panel below it and the help beside it. The frame stays, pages come and go. */
interface Slots {
  readonly panel?: { readonly header: string }
  readonly help?: { readonly header: string; readonly open: boolean }
  readonly panelHost?: HTMLElement
  readonly helpHost?: HTMLElement
  /** What the last breadcrumb and the window's title say, when a page knows better than its route. */
  readonly title?: string
}

let slots: Slots = {}
const listeners = new Set<() => void>()

function change(next: Partial<Slots>): void {
  slots = { ...slots, ...next }
  for (const listener of listeners) listener()
}

export function useSlots(): Slots {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => slots,
  )
}

/** Where the frame lets the page draw. */
export function SlotHost(props: { readonly name: 'panelHost' | 'helpHost' }) {
  const { name } = props
  const element = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const host = element.current
    if (!host) return undefined
    change({ [name]: host })
    return () => {
      if (slots[name] === host) change({ [name]: undefined })
    }
  }, [name])
  return <div ref={element} />
}

/** Draws the page's panel below the list, for as long as it is rendered. */
export function SidePanel(props: { readonly header: string; readonly children: ReactNode }) {
  const { header, children } = props
  const { panelHost } = useSlots()
  useEffect(() => change({ panel: { header } }), [header])
  useEffect(() => () => change({ panel: undefined }), [])
  return panelHost ? createPortal(children, panelHost) : null
}

/** The page's help, in the drawer at the right. Opened by the reader. */
export function PageHelp(props: { readonly header: string; readonly children: ReactNode }) {
  const { header, children } = props
  const { helpHost } = useSlots()
  const settled = useSettled()
  useEffect(() => {
    if (!settled) return undefined
    change({ help: { header, open: slots.help?.open ?? false } })
    return () => change({ help: undefined })
  }, [header, settled])
  return helpHost ? createPortal(children, helpHost) : null
}

export function openHelp(open: boolean): void {
  if (slots.help) change({ help: { ...slots.help, open } })
}

/** Names this page better than its route can: an instance's name instead of “Instance”. */
export function usePageTitle(title: string | undefined): void {
  useEffect(() => {
    change({ title })
    return () => change({ title: undefined })
  }, [title])
}
