import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Modal from '@cloudscape-design/components/modal'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Spinner from '@cloudscape-design/components/spinner'
import { asApiError, useOperation } from '../../../api/index.ts'
import { ErrorState } from '../../../components/index.ts'
import { useLocale } from '../../../i18n/index.ts'
import { fromBase64 } from '../../../lib/base64.ts'
import { saveBytes } from '../../../lib/save-file.ts'
import { accountNowMs, formatTime } from '../../../lib/time.ts'
import { idOf, labelOf } from '../instance.ts'
import type { DialogProps } from './dialog-props.ts'

/** What a screen at the instance would show now. */
export function ScreenshotDialog(props: DialogProps) {
  const [instance] = props.instances
  const { t, name: locale } = useLocale()
  const InstanceId = idOf(instance)
  const shot = useOperation('ec2', 'GetConsoleScreenshot', { InstanceId }, { staleMs: 0 })
  const image = shot.data?.ImageData
  return (
    <Modal
      visible
      size="large"
      header={t('dialog.screenshotTitle', { name: labelOf(instance) })}
      closeAriaLabel={t('common.close')}
      onDismiss={props.onClose}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button
              iconName="refresh"
              loading={shot.isFetching}
              onClick={() => void shot.refetch()}
            >
              {t('dialog.screenshotRefresh')}
            </Button>
            <Button
              variant="primary"
              iconName="download"
              disabled={image === undefined}
              onClick={() => image && saveBytes(`${InstanceId}.jpg`, fromBase64(image))}
            >
              {t('log.download')}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      {shot.error ? (
        <ErrorState error={asApiError(shot.error)} />
      ) : image === undefined ? (
        <Spinner size="large" />
      ) : (
        <SpaceBetween size="xs">
          <img
            className="brume-screenshot"
            src={`data:image/jpeg;base64,${image}`}
            alt={t('dialog.screenshotOf', { name: labelOf(instance) })}
          />
          <Box color="text-body-secondary" fontSize="body-s">
            {t('log.at', {
              time: formatTime(new Date(accountNowMs(shot.dataUpdatedAt)).toISOString(), locale),
            })}
          </Box>
        </SpaceBetween>
      )}
    </Modal>
  )
}
