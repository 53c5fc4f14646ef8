import StatusIndicator from '@cloudscape-design/components/status-indicator'
import { useT } from '../../i18n/index.ts'
import { modificationText, modificationType, type Modification } from './use-modifications.ts'

export function ModificationState(props: { readonly modification: Modification | undefined }) {
  const { modification } = props
  const t = useT()
  if (!modification) return '-'
  return (
    <StatusIndicator type={modificationType(modification)}>
      {modificationText(modification, t)}
    </StatusIndicator>
  )
}
