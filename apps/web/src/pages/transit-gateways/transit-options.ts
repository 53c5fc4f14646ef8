import { useFeed } from '../../api/index.ts'
import { nameOf } from '../../lib/tags.ts'
import type { FieldOption } from '../../resources/FieldsDialog.tsx'

/** Transit gateways to choose from. */
export function useTransitOptions(): readonly FieldOption[] {
  return useFeed('transit-gateways')
    .list.filter(({ State }) => State === 'available')
    .map((gateway) => ({
      value: gateway.TransitGatewayId ?? '',
      label: [gateway.TransitGatewayId, nameOf(gateway)].filter(Boolean).join(' · '),
      description: gateway.Description ?? '',
    }))
}

/** Attachments of one gateway to choose from. */
export function useAttachmentOptions(gatewayId: string | undefined): readonly FieldOption[] {
  return useFeed('transit-gateway-attachments')
    .list.filter(
      ({ TransitGatewayId, State }) => TransitGatewayId === gatewayId && State === 'available',
    )
    .map((attachment) => ({
      value: attachment.TransitGatewayAttachmentId ?? '',
      label: [attachment.TransitGatewayAttachmentId, nameOf(attachment)]
        .filter(Boolean)
        .join(' · '),
      description: attachment.ResourceId ?? '',
      tag: attachment.ResourceType ?? '',
    }))
}
