import Modal from '@cloudscape-design/components/modal'
import {
  useDeferredValue,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
} from 'react'
import { useT } from '../i18n/index.ts'
import { search, warmUp } from './search/search.ts'
import { useSources, type PaletteEntry } from './search/use-sources.ts'

/** How many of one kind are shown. */
const shown = 6

function bringIntoView(option: HTMLElement | null): void {
  option?.scrollIntoView({ block: 'nearest' })
}

/** One line that goes anywhere and does anything: pages, every resource of the Region, commands of the page, settings. */
export default function Palette(props: { readonly onClose: () => void }) {
  const { onClose } = props
  const t = useT()
  const { sources, awaited } = useSources()
  const [typed, setTyped] = useState('')
  const [active, setActive] = useState(0)
  const input = useRef<HTMLInputElement>(null)
  const listId = useId()
  // The field shows each key at once; the search of ten thousand comes behind it.
  const wanted = useDeferredValue(typed)
  const groups = useMemo(() => search(sources, wanted, shown), [sources, wanted])
  const found = groups.flatMap(({ entries }) => entries)
  const starts = groups.map((_group, at) =>
    groups.slice(0, at).reduce((sum, { entries }) => sum + entries.length, 0),
  )
  const total = groups.reduce((sum, group) => sum + group.total, 0)
  useEffect(() => {
    // The dialog takes the focus when it opens; the field takes it after that.
    const frame = requestAnimationFrame(() => input.current?.focus())
    return () => cancelAnimationFrame(frame)
  }, [])
  useEffect(() => warmUp(sources), [sources])
  const current = Math.min(active, found.length - 1)
  const run = (entry: PaletteEntry | undefined) => {
    if (!entry || entry.disabledReason !== undefined) return
    onClose()
    entry.run()
  }
  const move = (to: number) => setActive((to + found.length) % found.length)
  const onKeyDown = (event: KeyboardEvent) => {
    const moves: Readonly<Record<string, () => void>> = {
      ArrowDown: () => move(current + 1),
      ArrowUp: () => move(current - 1),
      PageDown: () => move(starts.find((start) => start > current) ?? 0),
      PageUp: () => move(starts.findLast((start) => start < current) ?? starts.at(-1) ?? 0),
    }
    const step = moves[event.key]
    if (step && found.length > 0) {
      event.preventDefault()
      step()
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
        <div id={listId} role="listbox" aria-label={t('palette.title')}>
          {groups.map((group, at) => (
            <div key={group.id} role="group" aria-labelledby={`${listId}-${group.id}`}>
              <div id={`${listId}-${group.id}`} className="brume-palette-group">
                {group.total > group.entries.length
                  ? t('palette.someOf', {
                      group: group.title,
                      count: group.entries.length,
                      total: group.total,
                    })
                  : group.title}
              </div>
              {group.entries.map((entry, index) => {
                const place = (starts[at] ?? 0) + index
                return (
                  <div
                    key={entry.id}
                    ref={place === current ? bringIntoView : null}
                    id={`${listId}-${place}`}
                    role="option"
                    aria-selected={place === current}
                    aria-disabled={entry.disabledReason !== undefined}
                    onMouseMove={() => setActive(place)}
                    onClick={() => run(entry)}
                  >
                    <span>{entry.text}</span>
                    <span className="brume-palette-detail">
                      {entry.disabledReason ?? entry.detail}
                    </span>
                  </div>
                )
              })}
            </div>
          ))}
        </div>
        <div role="status">
          {found.length === 0 ? t('palette.nothing') : t('palette.results', { count: total })}
          {awaited > 0 ? ` · ${t('palette.awaited', { count: awaited })}` : ''}
        </div>
      </div>
    </Modal>
  )
}
