import type { ReactNode } from 'react'
import { useT } from '../../i18n/index.ts'
import type { AnsiSpan } from '../../lib/ansi.ts'

/** Console output in its colours, with the lines that failed marked. */
export function LogText(props: {
  readonly lines: readonly (readonly AnsiSpan[])[]
  readonly faults: readonly number[]
}) {
  const { lines, faults } = props
  const t = useT()
  const failed = new Set(faults)
  return lines.map((spans, number) =>
    failed.has(number) ? (
      <span
        key={number}
        className="brume-log-fault"
        data-fault={number}
        tabIndex={-1}
        title={t('log.failedLine')}
      >
        {drawn(spans)}
      </span>
    ) : (
      <span key={number}>
        {drawn(spans)}
        {number < lines.length - 1 ? '\n' : ''}
      </span>
    ),
  )
}

function drawn(spans: readonly AnsiSpan[]): ReactNode {
  return spans.map(({ text, color, bold }, index) =>
    color || bold ? (
      <span key={index} data-color={color} data-bold={bold}>
        {text}
      </span>
    ) : (
      text
    ),
  )
}
