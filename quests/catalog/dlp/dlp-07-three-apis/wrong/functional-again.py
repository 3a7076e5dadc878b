# %% subclass
class DeliveryNet(keras.Model):
    def __init__(self, way_stack, dish_stack, head):
        super().__init__()
        self.way_stack = way_stack
        self.dish_stack = dish_stack
        self.head = head

    def call(self, inputs):
        way, dishes = inputs
        return self.head(keras.ops.concatenate([self.way_stack(way), self.dish_stack(dishes)], axis=-1))


subclassed = functional
