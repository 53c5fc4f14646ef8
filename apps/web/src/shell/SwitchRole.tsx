import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'
import RadioGroup from '@cloudscape-design/components/radio-group'
import Select from '@cloudscape-design/components/select'
import { roleColours, type RoleColour, type SwitchRole as Wish } from '@brume/console-api'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { asApiError, useConnection } from '../api/index.ts'
import { openAs, switchRole } from '../api/sign-in.ts'
import { ConfirmDialog, describeError } from '../components/index.ts'
import { useT } from '../i18n/index.ts'
import { remembered } from '../lib/remembered.ts'

const isColour = (value: unknown): value is RoleColour =>
  roleColours.some((colour) => colour === value)

/** The five that were switched to last. */
const lastRoles = remembered<readonly Wish[]>('lastRoles', (stored) =>
  Array.isArray(stored)
    ? stored.flatMap((one: unknown) => {
        if (typeof one !== 'object' || one === null) return []
        const { account, role, displayName, colour }: Partial<Record<string, unknown>> = { ...one }
        if (typeof account !== 'string' || typeof role !== 'string') return []
        return [
          {
            account,
            role,
            ...(typeof displayName === 'string' && { displayName }),
            ...(isColour(colour) && { colour }),
          },
        ]
      })
    : [],
)

/** Acts as a role from now on, as far as its trust policy allows it. */
export default function SwitchRole({ onClose }: { readonly onClose: () => void }) {
  const t = useT()
  const { id, access } = useConnection()
  const [account, setAccount] = useState(access?.account ?? '')
  const [role, setRole] = useState('')
  const [displayName, setDisplayName] = useState('')
  const [colour, setColour] = useState<RoleColour>('blue')
  const known = lastRoles.read()
  const wish: Wish = { account: account.trim(), role: role.trim(), displayName, colour }
  const change = useMutation({
    mutationFn: () => switchRole(id, wish),
    onSuccess: ({ connection }) => {
      const others = known.filter((one) => one.account !== wish.account || one.role !== wish.role)
      lastRoles.write([wish, ...others].slice(0, 5))
      openAs(connection)
    },
  })
  return (
    <ConfirmDialog
      title={t('identity.switchRole')}
      submitText={t('identity.switchRole')}
      disabled={wish.account === '' || wish.role === ''}
      loading={change.isPending}
      error={change.error ? describeError(asApiError(change.error), t) : undefined}
      onSubmit={() => change.mutate()}
      onClose={onClose}
    >
      {known.length === 0 ? null : (
        <FormField label={t('signIn.lastRoles')}>
          <Select
            selectedOption={null}
            placeholder={t('fields.choose')}
            options={known.map((one, index) => ({
              value: String(index),
              label: one.displayName || `${one.role} @ ${one.account}`,
            }))}
            onChange={({ detail }) => {
              const chosen = known[Number(detail.selectedOption.value)]
              if (!chosen) return
              setAccount(chosen.account)
              setRole(chosen.role)
              setDisplayName(chosen.displayName ?? '')
              setColour(chosen.colour ?? 'blue')
            }}
          />
        </FormField>
      )}
      <FormField label={t('signIn.account')}>
        <Input value={account} onChange={({ detail }) => setAccount(detail.value)} />
      </FormField>
      <FormField label={t('roles.name')}>
        <Input value={role} onChange={({ detail }) => setRole(detail.value)} />
      </FormField>
      <FormField label={t('fields.optional', { label: t('signIn.displayName') })}>
        <Input value={displayName} onChange={({ detail }) => setDisplayName(detail.value)} />
      </FormField>
      <FormField label={t('signIn.colour')}>
        <RadioGroup
          value={colour}
          ariaLabel={t('signIn.colour')}
          items={roleColours.map((one) => ({
            value: one,
            label: (
              <>
                <span className="brume-dot" data-role-colour={one} /> {t(`signIn.${one}`)}
              </>
            ),
          }))}
          onChange={({ detail }) => setColour(isColour(detail.value) ? detail.value : 'blue')}
        />
      </FormField>
    </ConfirmDialog>
  )
}
