import CollectionPreferences from '@cloudscape-design/components/collection-preferences'
import { useT } from '../../i18n/index.ts'
import { pageSizes, type TablePreferences } from './preferences.ts'

/** The button and the dialog by which a table is arranged. */
export default function TablePreferencesDialog(props: {
  readonly columns: readonly {
    readonly id: string
    readonly header: string
    readonly fixed?: boolean
  }[]
  readonly value: TablePreferences
  readonly onChange: (next: TablePreferences) => void
}) {
  const { columns, value, onChange } = props
  const t = useT()
  return (
    <CollectionPreferences
      title={t('table.preferences')}
      confirmLabel={t('common.confirm')}
      cancelLabel={t('common.cancel')}
      preferences={{
        pageSize: value.pageSize,
        contentDisplay: value.columns,
        contentDensity: value.density,
        wrapLines: value.wrapLines,
        stripedRows: value.stripedRows,
      }}
      onConfirm={({ detail }) =>
        onChange({
          ...value,
          pageSize: detail.pageSize ?? value.pageSize,
          columns: detail.contentDisplay ?? value.columns,
          density: detail.contentDensity ?? value.density,
          wrapLines: detail.wrapLines ?? value.wrapLines,
          stripedRows: detail.stripedRows ?? value.stripedRows,
        })
      }
      pageSizePreference={{
        options: pageSizes.map((size) => ({
          value: size,
          label: t('table.rows', { count: size }),
        })),
      }}
      contentDisplayPreference={{
        title: t('table.columns'),
        enableColumnFiltering: true,
        options: columns.map(({ id, header, fixed }) => ({
          id,
          label: header,
          alwaysVisible: fixed === true,
        })),
      }}
      contentDensityPreference={{}}
      wrapLinesPreference={{}}
      stripedRowsPreference={{}}
    />
  )
}
