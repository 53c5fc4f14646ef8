import StatusIndicator from '@cloudscape-design/components/status-indicator'
import { useT } from '../../../i18n/index.ts'
import type { PolicyProblem } from '../problems.ts'

/** What is wrong with a policy, each with its place. */
export function Findings({ problems }: { readonly problems: readonly PolicyProblem[] }) {
  const t = useT()
  return (
    <div aria-live="polite">
      {problems.length === 0 ? (
        <StatusIndicator>{t('editor.noProblems')}</StatusIndicator>
      ) : (
        <ul className="brume-bulk" aria-label={t('editor.problems')}>
          {problems.map(({ severity, message, line, column }) => (
            <li key={`${line}:${column} ${message}`}>
              <StatusIndicator type={severity}>
                {t('editor.at', { line, column })}: {message}
              </StatusIndicator>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
