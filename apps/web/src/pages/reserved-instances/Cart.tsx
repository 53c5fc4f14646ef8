import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Header from '@cloudscape-design/components/header'
import Input from '@cloudscape-design/components/input'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Table from '@cloudscape-design/components/table'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { pathIn, useIsReadOnly, useScope } from '../../api/index.ts'
import { ConfirmDialog, EmptyState, KeyValue } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { formatPrice } from '../../lib/prices.ts'
import { useSave } from '../../resources/use-save.tsx'
import { hourlyOf, totalOf, type CartLine } from './offering.ts'

interface CartProps {
  readonly lines: readonly CartLine[]
  readonly onChange: (lines: readonly CartLine[]) => void
}

const usd = (usdPerHour: number) => formatPrice({ usdPerHour, exact: false })
const nameOf = ({ offering }: CartLine) =>
  [
    offering.InstanceType,
    offering.ProductDescription,
    offering.OfferingType,
    offering.AvailabilityZone ?? offering.Scope,
  ].join(' · ')
const idOf = ({ offering }: CartLine) => offering.ReservedInstancesOfferingId ?? ''

/** What is to be bought, how many of each, and what that comes to. */
export function Cart({ lines, onChange }: CartProps) {
  const t = useT()
  const isReadOnly = useIsReadOnly()(useScope())
  const [asking, setAsking] = useState(false)
  const { upfrontUsd, hourlyUsd } = totalOf(lines)
  const put = (changed: CartLine) =>
    onChange(lines.map((line) => (idOf(line) === idOf(changed) ? changed : line)))
  return (
    <>
      <Table
        items={[...lines]}
        trackBy={idOf}
        ariaLabels={{ tableLabel: t('reserved.cart') }}
        header={
          <Header
            counter={`(${lines.length})`}
            actions={
              <Button
                variant="primary"
                disabled={lines.length === 0 || isReadOnly}
                disabledReason={isReadOnly ? t('reason.readOnly') : t('reserved.emptyCart')}
                onClick={() => setAsking(true)}
              >
                {t('reserved.review')}
              </Button>
            }
          >
            {t('reserved.cart')}
          </Header>
        }
        empty={<EmptyState title={t('reserved.emptyCart')} />}
        footer={
          lines.length === 0 ? undefined : (
            <Box variant="strong">
              {t('reserved.total', { upfront: usd(upfrontUsd), hourly: usd(hourlyUsd) })}
            </Box>
          )
        }
        columnDefinitions={[
          { id: 'name', header: t('reserved.offering'), cell: nameOf, isRowHeader: true },
          {
            id: 'count',
            header: t('reserved.count'),
            cell: (line) => (
              <Input
                ariaLabel={t('reserved.countOf', { name: nameOf(line) })}
                type="number"
                value={String(line.count)}
                onChange={({ detail }) =>
                  put({ ...line, count: Math.max(1, Math.trunc(Number(detail.value)) || 1) })
                }
              />
            ),
          },
          {
            id: 'upfront',
            header: t('reserved.upfront'),
            cell: ({ offering, count }) => usd((offering.FixedPrice ?? 0) * count),
          },
          {
            id: 'hourly',
            header: t('reserved.hourly'),
            cell: ({ offering, count }) => usd(hourlyOf(offering) * count),
          },
          {
            id: 'remove',
            header: '',
            cell: (line) => (
              <Button
                variant="icon"
                iconName="remove"
                ariaLabel={t('reserved.removeNamed', { name: nameOf(line) })}
                onClick={() => onChange(lines.filter((each) => each !== line))}
              />
            ),
          },
        ]}
      />
      {asking ? (
        <Review lines={lines} onClose={() => setAsking(false)} onBought={() => onChange([])} />
      ) : null}
    </>
  )
}

function Review(props: {
  readonly lines: readonly CartLine[]
  readonly onClose: () => void
  readonly onBought: () => void
}) {
  const { lines, onClose, onBought } = props
  const t = useT()
  const scope = useScope()
  const navigate = useNavigate()
  const { upfrontUsd, hourlyUsd } = totalOf(lines)
  const save = useSave(onClose, () => {
    onBought()
    void navigate(pathIn(scope, '/reserved-instances'))
    return { type: 'success', header: t('reserved.bought') }
  })
  return (
    <ConfirmDialog
      title={t('reserved.review')}
      submitText={t('reserved.buy')}
      {...save.dialog(async (call) => {
        for (const line of lines) {
          await call('ec2', 'PurchaseReservedInstancesOffering', {
            ReservedInstancesOfferingId: idOf(line),
            InstanceCount: line.count,
          })
        }
      })}
      onClose={onClose}
    >
      <SpaceBetween size="m">
        <ul>
          {lines.map((line) => (
            <li key={idOf(line)}>{`${line.count} × ${nameOf(line)}`}</li>
          ))}
        </ul>
        <KeyValue
          columns={2}
          items={[
            [t('reserved.dueNow'), usd(upfrontUsd)],
            [t('reserved.dueHourly'), usd(hourlyUsd)],
          ]}
        />
        <Box>{t('reserved.binding')}</Box>
      </SpaceBetween>
    </ConfirmDialog>
  )
}
