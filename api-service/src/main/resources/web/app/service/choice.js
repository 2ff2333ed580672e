/** The model that was read with last, so that nobody chooses it each time. */
const NAME = 'recto.model';

export const rememberModel = id => localStorage.setItem(NAME, id);

/** The last one where it is still offered, else the one that the service takes for requests that name none. */
export function preferred(models) {
  const last = localStorage.getItem(NAME);
  return (models.find(model => model.id === last) ?? models.find(model => model.is_default) ?? models[0])?.id ?? '';
}
