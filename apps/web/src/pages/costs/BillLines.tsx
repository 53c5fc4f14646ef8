import type { AccountCosts } from '@brume/console-api'
import Header from '@cloudscape-design/components/header'
import Table from '@cloudscape-design/components/table'
import { useLocale } from '../../i18n/index.ts'
import { formatMicros } from '../../lib/prices.ts'

/** The month's bill, each line with how it is counted. */
export function BillLines({ costs }: { readonly costs: AccountCosts }) {
  const { t, name: locale } = useLocale()
  return (
    <Table
      wrapLines
      header={
        <Header variant="h2" description={t('costs.billText')}>
          {t('costs.bill')}
        </Header>
      }
      items={[...costs.lines]}
      empty={t('costs.nothing')}
      columnDefinitions={[
        {
          id: 'what',
          header: t('costs.usageType'),
          isRowHeader: true,
          cell: ({ usageType, region }) => `${usageType} (${region})`,
        },
        {
          id: 'option',
          header: t('costs.option'),
          cell: ({ option }) => t(`costs.option.${option}`),
        },
        {
          id: 'usage',
          header: t('costs.usage'),
          cell: ({ usage, unit }) =>
            `${usage.toLocaleString(locale, { maximumFractionDigits: 4 })} ${unit}`,
        },
        {
          id: 'rate',
          header: t('costs.rate'),
          cell: ({ rate, exact }) =>
            rate === undefined ? t('costs.severalRates') : formatMicros(rate, exact),
        },
        {
          id: 'spent',
          header: t('costs.spent'),
          cell: ({ spent, exact }) => formatMicros(spent, exact),
        },
        { id: 'rule', header: t('costs.rule'), cell: ({ rule }) => t(`costs.rule.${rule}`) },
      ]}
    />
  )
}
