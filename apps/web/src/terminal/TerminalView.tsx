import type { TerminalState } from '@brume/console-api'
import { useEffect, useEffectEvent, useImperativeHandle, useRef, useState, type Ref } from 'react'
import { terminalSocketUrl } from '../api/terminals.ts'
import type { Broadcast } from './broadcast.ts'
import { themeColors, useTerminalPreferences } from './preferences.ts'
import { createScreen, type Screen } from './screen.ts'
import { TerminalLink, type Why } from './terminal-link.ts'
import { readTransfer, transferCommand, type TransferNews } from './transfer.ts'
import './terminal.css'

export interface TerminalViewProps {
  readonly id: string
  /** Of the whole terminal, for screen readers. */
  readonly label: string
  /** Only the shown one takes the focus and the size of its place. */
  readonly shown: boolean
  readonly onState: (state: TerminalState, why?: Why) => void
  readonly onIdleWarning: (secondsLeft: number) => void
  /** What was typed goes through it: to this terminal, or to several. */
  readonly broadcast: Broadcast
  readonly onTransfer: (news: TransferNews) => void
  /** Given while the terminal is on the page. */
  readonly controls: Ref<TerminalControls>
}

/** What a toolbar does with a terminal. */
export interface TerminalControls {
  find(text: string, backwards: boolean): boolean
  /** All that is kept, as text. */
  text(): string
  send(text: string): void
  focus(): void
}

const encoder = new TextEncoder()

/** One terminal, attached for as long as it is on the page. Leaving the page does not end it. */
export function TerminalView(props: TerminalViewProps) {
  const { id, label, shown } = props
  const place = useRef<HTMLDivElement>(null)
  const screen = useRef<Screen>(null)
  const onState = useEffectEvent(props.onState)
  const onIdleWarning = useEffectEvent(props.onIdleWarning)
  const onTransfer = useEffectEvent(props.onTransfer)
  const { broadcast } = props
  const preferences = useTerminalPreferences()
  const [first] = useState(preferences)
  const sending = useRef<(bytes: Uint8Array) => void>(() => undefined)

  useEffect(() => {
    const element = place.current
    if (!element) return undefined
    const made = createScreen(element, first)
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
    sending.current = (bytes) => link.send(bytes)
    const leave = broadcast.join(id, sending.current)
    terminal.onData((text) => broadcast.type(id, encoder.encode(text)))
    terminal.onBinary((text) =>
      broadcast.type(
        id,
        Uint8Array.from(text, (unit) => unit.charCodeAt(0)),
      ),
    )
    terminal.parser.registerOscHandler(transferCommand, (text) => {
      const news = readTransfer(text)
      if (news) onTransfer(news)
      return news !== undefined
    })
    terminal.onResize(({ cols, rows }) => link.resize(cols, rows))
    made.fit()
    link.resize(terminal.cols, terminal.rows)
    const watcher = new ResizeObserver(() => made.fit())
    watcher.observe(element)
    return () => {
      watcher.disconnect()
      leave()
      link.close()
      made.dispose()
      screen.current = null
    }
  }, [id, broadcast, first])

  useEffect(() => {
    screen.current?.look(preferences)
    screen.current?.fit()
  }, [preferences])

  useImperativeHandle(props.controls, () => ({
    find: (text, backwards) =>
      (backwards
        ? screen.current?.search.findPrevious(text)
        : screen.current?.search.findNext(text)) ?? false,
    text: () => screen.current?.text() ?? '',
    send: (text) => sending.current(encoder.encode(text)),
    focus: () => screen.current?.terminal.focus(),
  }))

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
      style={{
        background: themeColors[preferences.theme].background,
        ...(shown ? {} : { display: 'none' }),
      }}
    />
  )
}
