/** The objects that a fetch is for, and their representations, each once. */
import { type Data, objectsAt } from './data';
import type { RepresentationWriter } from './representation';

export class Entities {
  /** Each representation once, as JSON. */
  readonly representations: readonly string[];
  /** Where each object's representation stands; undefined for an object that has none. */
  readonly places: readonly (number | undefined)[];

  constructor(
    readonly objects: readonly Data[],
    write: RepresentationWriter,
  ) {
    const known = new Map<string, number>();
    this.places = objects.map((object) => {
      const text = write(object);
      if (text === undefined) return undefined;
      let place = known.get(text);
      if (place === undefined) known.set(text, (place = known.size));
      return place;
    });
    this.representations = [...known.keys()];
  }
}

/** What fetches ask of the same objects in the same way is worked out once, as long as nothing more is learnt. */
export class KnownEntities {
  private readonly known = new Map<string, Entities>();

  /** @param question the same for fetches with the same path and the same writer */
  at(root: Data, path: readonly string[], question: string, write: RepresentationWriter): Entities {
    let entities = this.known.get(question);
    if (entities === undefined) {
      entities = new Entities(objectsAt(root, path), write);
      this.known.set(question, entities);
    }
    return entities;
  }

  forget(): void {
    this.known.clear();
  }
}
