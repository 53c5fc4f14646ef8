import type { images as en } from '../en/images.ts'

export const images: Record<keyof typeof en, string> = {
  'images.title': 'AMI',
}
