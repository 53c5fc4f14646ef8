import Modal from '@cloudscape-design/components/modal'
import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { useT } from '../i18n/index.ts'
import { findMatches } from '../lib/match.ts'
import { usePaletteEntries, type PaletteEntry } from './palette-entries.ts'

const shown = 12

/** One line that goes anywhere and does anything: pages, resources by name or id, commands of the page, settings. */
export default function Palette(props: { readonly onClose: () => void }) {
  const { onClose } = props
  const t = useT()
  const entries = usePaletteEntries()
  const [typed, setTyped] = useState('')
  const [active, setActive] = useState(0)
  const input = useRef<HTMLInputElement>(null)
  const listId = useId()
  const found = useMemo(
    () => findMatches(entries, (one) => `${one.text} ${one.detail ?? ''}`, typed, shown),
    [entries, typed],
  )
  useEffect(() => {
    // The dialog takes the focus when it opens; the field takes it after that.
    const frame = requestAnimationFrame(() => input.current?.focus())
    return () => cancelAnimationFrame(frame)
  }, [])
  const current = Math.min(active, found.length - 1)
  const run = (entry: PaletteEntry | undefined) => {
    if (!entry || entry.disabledReason !== undefined) return
    onClose()
    entry.run()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0 && found.length > 0) {
      event.preventDefault()
      setActive((current + step + found.length) % found.length)
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault()
      run(found[current])
    }
  }
  return (
    <Modal
      visible
      size="large"
      header={t('palette.title')}
      closeAriaLabel={t('common.close')}
      onDismiss={onClose}
    >
      <div className="brume-palette">
        <input
          ref={input}
          type="text"
          role="combobox"
          aria-expanded="true"
          aria-controls={listId}
          aria-autocomplete="list"
          aria-label={t('palette.placeholder')}
          {...(found.length > 0 ? { 'aria-activedescendant': `${listId}-${current}` } : {})}
          placeholder={t('palette.placeholder')}
          autoComplete="off"
          spellCheck={false}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value)
            setActive(0)
          }}
          onKeyDown={onKeyDown}
        />
        <ul id={listId} role="listbox" aria-label={t('palette.title')}>
          {found.map((entry, index) => (
            <li
              key={entry.id}
              id={`${listId}-${index}`}
              role="option"
              aria-selected={index === current}
              aria-disabled={entry.disabledReason !== undefined}
              onMouseMove={() => setActive(index)}
              onClick={() => run(entry)}
            >
              <span>{entry.text}</span>
              <span className="brume-palette-detail">{entry.disabledReason ?? entry.detail}</span>
              <span className="brume-palette-group">{t(entry.group)}</span>
            </li>
          ))}
        </ul>
        <div role="status">
          {found.length === 0
            ? t('palette.nothing')
            : t('palette.results', { count: found.length })}
        </div>
      </div>
    </Modal>
  )
}
