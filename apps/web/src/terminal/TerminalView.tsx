import type { TerminalState } from '@brume/console-api'
import { useEffect, useEffectEvent, useRef } from 'react'
import { terminalSocketUrl } from '../api/terminals.ts'
import { createScreen, type Screen } from './screen.ts'
import { TerminalLink } from './terminal-link.ts'
import './terminal.css'

export interface TerminalViewProps {
  readonly id: string
  /** Of the whole terminal, for screen readers. */
  readonly label: string
  /** Only the shown one takes the focus and the size of its place. */
  readonly shown: boolean
  readonly onState: (state: TerminalState, reason?: string) => void
  readonly onIdleWarning: (secondsLeft: number) => void
}

/** One terminal, attached for as long as it is on the page. Leaving the page does not end it. */
export function TerminalView(props: TerminalViewProps) {
  const { id, label, shown } = props
  const place = useRef<HTMLDivElement>(null)
  const screen = useRef<Screen>(null)
  const onState = useEffectEvent(props.onState)
  const onIdleWarning = useEffectEvent(props.onIdleWarning)

  useEffect(() => {
    const element = place.current
    if (!element) return undefined
    const made = createScreen(element)
    const { terminal } = made
    screen.current = made
    let waiting = 0
    const link = new TerminalLink(terminalSocketUrl(id), {
      onAttach: () => terminal.reset(),
      onBytes: (bytes) => {
        waiting += bytes.length
        terminal.write(bytes, () => {
          waiting -= bytes.length
          link.drawn(bytes.length, waiting === 0)
        })
      },
      onState,
      onIdleWarning,
    })
    const encoder = new TextEncoder()
    terminal.onData((text) => link.send(encoder.encode(text)))
    terminal.onBinary((text) => link.send(Uint8Array.from(text, (unit) => unit.charCodeAt(0))))
    terminal.onResize(({ cols, rows }) => link.resize(cols, rows))
    made.fit()
    link.resize(terminal.cols, terminal.rows)
    const watcher = new ResizeObserver(() => made.fit())
    watcher.observe(element)
    return () => {
      watcher.disconnect()
      link.close()
      made.dispose()
      screen.current = null
    }
  }, [id])

  useEffect(() => {
    if (!shown) return
    screen.current?.fit()
    screen.current?.terminal.focus()
  }, [shown])

  return (
    <div
      ref={place}
      role="group"
      aria-label={label}
      className="brume-terminal"
      style={shown ? undefined : { display: 'none' }}
    />
  )
}
