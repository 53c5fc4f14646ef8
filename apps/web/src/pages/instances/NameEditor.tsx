import Input from '@cloudscape-design/components/input'
import type { TableProps } from '@cloudscape-design/components/table'
import { useT } from '../../i18n/index.ts'
import { nameOf } from '../../lib/tags.ts'
import type { InstanceRow } from './instance.ts'

/** The field in which a name is changed, in its cell. */
export function NameEditor(props: {
  readonly instance: InstanceRow
  readonly context: TableProps.CellContext<string>
}) {
  const { instance, context } = props
  const t = useT()
  return (
    <Input
      autoFocus
      ariaLabel={t('instances.name')}
      value={context.currentValue ?? nameOf(instance)}
      onChange={({ detail }) => context.setValue(detail.value)}
    />
  )
}
