export const images = {
  'images.title': 'AMIs',
} as const
