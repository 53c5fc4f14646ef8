import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Tiles from '@cloudscape-design/components/tiles'
import { iamModes, type IamMode } from '@brume/console-api'
import { useState } from 'react'
import { asApiError, useConnection } from '../../api/index.ts'
import { openAs } from '../../api/sign-in.ts'
import { useSetMode } from '../../resources/use-access.ts'
import { describeError } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'

/** Off, explain, enforce: what the account does with its policies. */
export function Mode({ mode }: { readonly mode: IamMode }) {
  const t = useT()
  const { id, readOnly } = useConnection()
  const [chosen, setChosen] = useState(mode)
  const set = useSetMode()
  return (
    <Container header={<Header variant="h2">{t('access.mode')}</Header>}>
      <SpaceBetween size="m">
        <Tiles
          value={chosen}
          ariaLabel={t('access.mode')}
          columns={3}
          items={iamModes.map((one) => ({
            value: one,
            label: t(`access.${one}`),
            description: t(`access.${one}Text`),
            disabled: readOnly,
          }))}
          onChange={({ detail }) => setChosen(iamModes.find((one) => one === detail.value) ?? mode)}
        />
        {chosen === 'enforce' && mode !== 'enforce' ? (
          <Alert type="info">{t('access.enforceNote')}</Alert>
        ) : null}
        {set.error ? <Alert type="error">{describeError(asApiError(set.error), t)}</Alert> : null}
        <Button
          variant="primary"
          disabled={readOnly || chosen === mode}
          {...(readOnly && { disabledReason: t('reason.readOnly') })}
          loading={set.isPending}
          onClick={() => set.mutate(chosen, { onSuccess: () => openAs(id) })}
        >
          {t('common.save')}
        </Button>
      </SpaceBetween>
    </Container>
  )
}
