import Autosuggest from '@cloudscape-design/components/autosuggest'
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import FormField from '@cloudscape-design/components/form-field'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import { asApiError, useTask } from '../../../api/index.ts'
import { describeError } from '../../../components/index.ts'
import { useT } from '../../../i18n/index.ts'
import { publicImageParameters } from './quick-start.ts'
import type { Image } from './use-images.ts'

/** An image by the name of the Systems Manager parameter that holds its id. */
export function ImageParameter(props: { readonly onChoose: (image: Image) => void }) {
  const t = useT()
  const [name, setName] = useState(publicImageParameters[0] ?? '')
  const lookUp = useTask(async (call, parameter: string) => {
    const { Parameter } = await call('ssm', 'GetParameter', { Name: parameter })
    const id = Parameter?.Value ?? ''
    const { Images } = await call('ec2', 'DescribeImages', {
      Filters: [{ Name: 'image-id', Values: [id] }],
    })
    return { id, image: Images?.[0] }
  })
  const found = lookUp.data
  const missing = found && !found.image ? t('launch.image.parameterNoImage', found) : undefined
  return (
    <SpaceBetween size="m">
      <Box>{t('launch.image.parameterText')}</Box>
      <FormField
        label={t('launch.image.parameterName')}
        errorText={lookUp.error ? describeError(asApiError(lookUp.error), t) : missing}
        secondaryControl={
          <Button
            variant="primary"
            loading={lookUp.isPending}
            disabled={name.trim() === ''}
            onClick={() =>
              lookUp.mutate(name.trim(), {
                onSuccess: ({ image }) => {
                  if (image) props.onChoose(image)
                },
              })
            }
          >
            {t('launch.image.parameterUse')}
          </Button>
        }
        stretch
      >
        <Autosuggest
          value={name}
          options={publicImageParameters.map((value) => ({ value }))}
          enteredTextLabel={(value) => t('launch.image.parameterEntered', { value })}
          placeholder="/aws/service/…"
          onChange={({ detail }) => setName(detail.value)}
        />
      </FormField>
    </SpaceBetween>
  )
}
